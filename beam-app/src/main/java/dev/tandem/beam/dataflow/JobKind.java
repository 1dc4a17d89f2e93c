package dev.tandem.beam.dataflow;

/**
 * What a job is.
 *
 * @see DataflowOptions
 */
public enum JobKind {
  /** Reads from the beginning and goes on. */
  STREAM("tandem-history", 8),
  /** Reads up to the end that the log has, and ends. */
  BACKFILL("tandem-backfill", 16);

  private final String name;
  private final int maxWorkers;

  JobKind(String name, int maxWorkers) {
    this.name = name;
    this.maxWorkers = maxWorkers;
  }

  /** What a job is called, or begins with, where no name is given. */
  String jobName() {
    return name;
  }

  /** How many workers a job may have where nothing is given. */
  int maxWorkers() {
    return maxWorkers;
  }
}
