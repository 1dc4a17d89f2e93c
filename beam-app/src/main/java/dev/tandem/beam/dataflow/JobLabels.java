package dev.tandem.beam.dataflow;

import java.util.Map;
import java.util.TreeMap;

/** Labels of a job that Tandem itself reads. */
final class JobLabels {
  /** Of all of them. */
  static final String PREFIX = "tandem-";

  /** How many there are. */
  static final int OWN = 1;

  private static final String ORIGIN = "tandem-origin";

  private JobLabels() {}

  /** A user's own labels and Tandem's. */
  static Map<String, String> of(Map<String, String> given, String origin) {
    Map<String, String> all = new TreeMap<>(given);
    all.put(ORIGIN, origin);
    return all;
  }

  /** What a job's state belongs to; empty where Tandem has not submitted it. */
  static String origin(Map<String, String> labels) {
    return labels == null ? "" : labels.getOrDefault(ORIGIN, "");
  }
}
