package dev.tandem.beam.dataflow;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with what was given: all of it, a line each. */
final class Problems {
  private final List<String> lines = new ArrayList<>();

  /** Notes one, where there is one: option and value, and the remedy. */
  void unless(boolean good, String option, Object value, String remedy) {
    if (!good) {
      add(option + " = " + value + ": " + remedy);
    }
  }

  void add(String line) {
    lines.add(line);
  }

  /**
   * Refuses, where there is anything.
   *
   * @throws DataflowException naming all of it
   */
  void refuse() {
    if (!lines.isEmpty()) {
      throw new DataflowException(String.join(System.lineSeparator(), lines));
    }
  }
}
