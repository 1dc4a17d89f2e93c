/** From one version of a row to its captures, or to why it cannot be read. */
package dev.tandem.collector.rows;
