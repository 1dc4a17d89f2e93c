package dev.tandem.parity.laws;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Quality;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds answers against each other: every window in every part, every quality. */
public final class Comparison {
  private final List<Difference> differences = new ArrayList<>();
  private long windows;
  private long parts;

  private Comparison() {}

  /**
   * Holds an opinion's answers against the reference's.
   *
   * @param expected for each log, as {@code found}
   */
  public static Comparison of(
      Batch batch, List<Answer> expected, String opinion, List<Answer> found) {
    Comparison comparison = new Comparison();
    if (found.size() != expected.size()) {
      throw new IllegalArgumentException(
          opinion + " gave " + found.size() + " answers for " + expected.size() + " logs");
    }
    for (int log = 0; log < expected.size(); log++) {
      comparison.compare(batch.seed(), log, opinion, expected.get(log), found.get(log));
    }
    return comparison;
  }

  /** None is what is wanted. */
  public List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** How many windows either of the two knows. */
  public long windows() {
    return windows;
  }

  /** How many of their parts were compared, each in its four measures. */
  public long parts() {
    return parts;
  }

  private void compare(long seed, int log, String opinion, Answer expected, Answer found) {
    SortedSet<CountKey> keys = new TreeSet<>(expected.tallies().keySet());
    keys.addAll(found.tallies().keySet());
    windows += keys.size();
    for (CountKey key : keys) {
      Tally wanted = expected.tallies().getOrDefault(key, Tally.ZERO);
      Tally said = found.tallies().getOrDefault(key, Tally.ZERO);
      for (Verdict verdict : Verdict.values()) {
        parts++;
        if (!part(wanted, verdict).equals(part(said, verdict))) {
          differences.add(
              new Difference(
                  seed,
                  log,
                  opinion,
                  Texts.of(key) + " " + verdict,
                  Texts.of(part(wanted, verdict)),
                  Texts.of(part(said, verdict))));
        }
      }
    }
    compareQuality(seed, log, opinion, expected, found);
    found
        .problems()
        .forEach(
            problem -> differences.add(new Difference(seed, log, opinion, "form", "", problem)));
  }

  private void compareQuality(long seed, int log, String opinion, Answer expected, Answer found) {
    if (found.quality().isEmpty()) {
      return;
    }
    SortedMap<Quality, Long> wanted = expected.quality().orElseGet(TreeMap::new);
    SortedMap<Quality, Long> said = found.quality().get();
    SortedSet<Quality> qualities = new TreeSet<>(wanted.keySet());
    qualities.addAll(said.keySet());
    for (Quality quality : qualities) {
      long before = wanted.getOrDefault(quality, 0L);
      long after = said.getOrDefault(quality, 0L);
      if (before != after) {
        differences.add(
            new Difference(
                seed,
                log,
                opinion,
                "quality " + quality,
                Long.toString(before),
                Long.toString(after)));
      }
    }
  }

  static Measures part(Tally tally, Verdict verdict) {
    return switch (verdict) {
      case LIVE -> tally.live();
      case LATE -> tally.late();
      case EXPIRED -> tally.expired();
    };
  }
}
