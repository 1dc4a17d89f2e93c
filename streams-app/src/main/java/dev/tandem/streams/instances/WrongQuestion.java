package dev.tandem.streams.instances;

/** A question that no instance of this application asks. */
public final class WrongQuestion extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongQuestion(String message) {
    super(message);
  }

  /** Refuses a partition that the captures log does not have. */
  public static void unlessPartition(int partition, int partitions) {
    if (partition < 0 || partition >= partitions) {
      throw new WrongQuestion(
          "partition = "
              + partition
              + ": the captures log has partitions 0 to "
              + (partitions - 1));
    }
  }
}
