package dev.tandem.collector.snapshot;

/** Under which views of the database a snapshot's ranges are read. */
public enum SnapshotMode {
  /** One a collector. */
  SHARED,
  /** One a range, each in a transaction of its own: nothing holds back vacuum for long. */
  RANGES
}
