/** What a job has done so far. */
package dev.tandem.beam.steps;
