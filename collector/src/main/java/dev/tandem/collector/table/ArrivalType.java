package dev.tandem.collector.table;

import java.util.Map;
import java.util.Optional;

/** The types an arrival column can have. */
public enum ArrivalType {
  /** No arrival column is named. */
  NONE,
  /** {@code timestamp with time zone}. */
  INSTANT,
  /** {@code timestamp without time zone}, read as UTC. */
  LOCAL;

  /** What is said of them in messages. */
  public static final String NAMES =
      "timestamp with time zone, or timestamp without time zone (read as UTC)";

  private static final Map<String, ArrivalType> BY_TYPE =
      Map.of("timestamptz", INSTANT, "timestamp", LOCAL);

  static Optional<ArrivalType> of(String typeName) {
    return Optional.ofNullable(BY_TYPE.get(typeName));
  }
}
