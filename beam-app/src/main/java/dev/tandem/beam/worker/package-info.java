/** What a worker is given besides the pipeline: credentials never travel with it. */
package dev.tandem.beam.worker;
