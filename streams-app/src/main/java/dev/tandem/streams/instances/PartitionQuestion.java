package dev.tandem.streams.instances;

/** A question about one partition, which travels between instances as JSON. */
public interface PartitionQuestion {
  int partition();

  /** Whether a replica may answer that may be behind. */
  boolean staleAllowed();
}
