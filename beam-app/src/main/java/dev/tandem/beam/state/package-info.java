/** What a stream keeps on disk, so that it goes on where it was. */
package dev.tandem.beam.state;
