package dev.tandem.collector.snapshot;

import dev.tandem.collector.table.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts all keys there can be into ranges of about equal size. */
final class KeyRanges {
  private KeyRanges() {}

  /**
   * Ranges that follow one another without a gap, the first open below and the last open above, so
   * that every key is in exactly one whatever the sample missed.
   *
   * @param sample keys in ascending order, none twice
   * @param wanted how many ranges, at least 1; fewer come where the sample is smaller
   */
  static List<KeyRange> of(List<List<String>> sample, long wanted) {
    int ranges = (int) Math.max(1, Math.min(wanted, sample.size()));
    List<KeyRange> cut = new ArrayList<>(ranges);
    Optional<List<String>> from = Optional.empty();
    for (int i = 1; i < ranges; i++) {
      Optional<List<String>> to =
          Optional.of(sample.get((int) ((long) sample.size() * i / ranges)));
      cut.add(new KeyRange(from, to));
      from = to;
    }
    cut.add(new KeyRange(from, Optional.empty()));
    return cut;
  }
}
