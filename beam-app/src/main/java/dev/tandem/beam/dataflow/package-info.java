/** The history side on Google Dataflow: what is asked for, what is refused, and the submission. */
package dev.tandem.beam.dataflow;
