/** The history side: one Beam pipeline, for Flink, Dataflow, or as a bounded backfill. */
package dev.tandem.beam;
