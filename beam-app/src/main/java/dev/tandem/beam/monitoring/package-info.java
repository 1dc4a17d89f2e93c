/** What can be seen of the history side while it runs. */
package dev.tandem.beam.monitoring;
