package dev.tandem.streams.topology;

/**
 * Whether the log has, or ever had, another number of partitions than it was started with. A mark
 * that says so is forged where nothing else does (contract, section 1).
 */
public interface LogWidth {
  /** That of a log which has never had another. */
  LogWidth FIXED = partitions -> false;

  /**
   * Whether the topic has been given other partitions, or some collector began when it had so many.
   *
   * @param partitions what a mark says, other than what the log was started with
   */
  boolean hasChanged(int partitions);
}
