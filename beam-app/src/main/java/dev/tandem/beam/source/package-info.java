/** The captures log as the pipeline reads it: as a stream with its marks, or up to an end. */
package dev.tandem.beam.source;
