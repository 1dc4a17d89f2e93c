package dev.tandem.benchmarks.results;

import java.util.List;

/** The names of what is measured. */
public final class Subjects {
  public static final String STREAMS_APP = "streams-app";
  public static final String BEAM_APP = "beam-app";
  public static final String KAFKA_STREAMS_DSL = "kafka-streams-dsl";
  public static final String FLINK_DATASTREAM = "flink-datastream";
  public static final String ONE_THREAD = "one-thread-hashmaps";
  public static final String COPY = "copy-to-dev-null";
  public static final String COLLECTOR = "collector";

  /** What reads captures and answers counts: both sides and their rivals. */
  public static final List<String> SYSTEMS =
      List.of(STREAMS_APP, BEAM_APP, KAFKA_STREAMS_DSL, FLINK_DATASTREAM);

  private Subjects() {}
}
