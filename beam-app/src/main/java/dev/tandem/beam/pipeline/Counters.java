package dev.tandem.beam.pipeline;

/** What the pipeline's own steps count, by name. */
public final class Counters {
  /** The namespace of all. */
  public static final String NAMESPACE = "tandem";

  public static final String CAPTURES_READ = "captures-read";
  public static final String REJECTED = "records-rejected";
  public static final String EXPIRED = "records-expired";

  private Counters() {}
}
