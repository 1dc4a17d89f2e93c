package dev.tandem.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/** How many captures were waiting for their answers, seen at even intervals. */
final class Backlog {
  private final List<Long> seen = new ArrayList<>();

  void add(long waiting) {
    seen.add(waiting);
  }

  /** The mean over a third of the time: 0, 1 or 2. */
  double meanOfThird(int third) {
    return seen.subList(seen.size() * third / 3, seen.size() * (third + 1) / 3).stream()
        .mapToLong(Long::longValue)
        .average()
        .orElse(0);
  }
}
