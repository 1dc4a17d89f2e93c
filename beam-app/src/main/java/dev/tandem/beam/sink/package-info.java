/** Where answers go. */
package dev.tandem.beam.sink;
