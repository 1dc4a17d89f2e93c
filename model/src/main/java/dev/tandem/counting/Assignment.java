package dev.tandem.counting;

import java.util.List;

/**
 * A change as one metric takes it.
 *
 * @param dimensions values, in the metric's order
 * @param measures to add, signed
 * @param windows each window it falls in, with its verdict there
 */
public record Assignment(List<String> dimensions, Measures measures, List<Judged> windows) {
  /** A window and the verdict in it. */
  public record Judged(Window window, Verdict verdict) {}

  public Assignment {
    dimensions = List.copyOf(dimensions);
    windows = List.copyOf(windows);
  }
}
