package dev.tandem.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The order within a repetition: each time another one is the first, so that none always is. */
final class Rotation {
  private Rotation() {}

  /**
   * The order.
   *
   * @param repetition from 1
   */
  static <T> List<T> of(List<T> all, int repetition) {
    List<T> order = new ArrayList<>(all);
    Collections.rotate(order, -((repetition - 1) % Math.max(1, all.size())));
    return order;
  }
}
