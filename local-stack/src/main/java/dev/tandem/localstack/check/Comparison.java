package dev.tandem.localstack.check;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Opinions held against each other: every part of every window of every metric, and the quality of
 * the captures (contract, section 7, law 1).
 */
public final class Comparison {
  private final List<Opinion> opinions;
  private final NavigableSet<CountKey> windows = new TreeSet<>();
  private final List<Difference> differences = new ArrayList<>();
  private final List<QualityDifference> qualityDifferences = new ArrayList<>();
  private long verdicts;

  private Comparison(List<Opinion> opinions) {
    this.opinions = List.copyOf(opinions);
  }

  /**
   * Compares opinions, each part among those that answer it.
   *
   * @param opinions at least two, with names of their own
   */
  public static Comparison of(List<Opinion> opinions) {
    if (opinions.stream().map(Opinion::name).distinct().count() != opinions.size()
        || opinions.size() < 2) {
      throw new IllegalArgumentException(
          "a comparison needs two opinions or more, each with a name of its own: names="
              + opinions.stream().map(Opinion::name).toList());
    }
    Comparison comparison = new Comparison(opinions);
    comparison.compareWindows();
    comparison.compareQuality();
    return comparison;
  }

  public List<Opinion> opinions() {
    return opinions;
  }

  /** Whether nothing differs. That nothing was counted is agreement too: see {@link #windows()}. */
  public boolean agrees() {
    return differences.isEmpty() && qualityDifferences.isEmpty();
  }

  /** Windows in which some opinion counts something, in order. */
  public NavigableSet<CountKey> windows() {
    return windows;
  }

  /** Parts of windows that are not zero and that two opinions or more answer. */
  public long verdicts() {
    return verdicts;
  }

  public List<Difference> differences() {
    return List.copyOf(differences);
  }

  public List<QualityDifference> qualityDifferences() {
    return List.copyOf(qualityDifferences);
  }

  private void compareWindows() {
    for (Opinion opinion : opinions) {
      for (Map.Entry<CountKey, Tally> entry : opinion.tallies().entrySet()) {
        if (!entry.getValue().isZero()) {
          windows.add(entry.getKey());
        }
      }
    }
    for (CountKey window : windows) {
      for (Part part : Part.values()) {
        compare(window, part);
      }
    }
  }

  private void compare(CountKey window, Part part) {
    Map<String, Measures> values = new LinkedHashMap<>();
    for (Opinion opinion : opinions) {
      if (opinion.parts().contains(part)) {
        values.put(opinion.name(), part.of(opinion.tally(window)));
      }
    }
    if (values.size() > 1 && values.values().stream().anyMatch(value -> !value.isZero())) {
      verdicts++;
      if (values.values().stream().distinct().count() > 1) {
        differences.add(new Difference(window, part, values));
      }
    }
  }

  private void compareQuality() {
    List<Opinion> saying = opinions.stream().filter(o -> !o.quality().isEmpty()).toList();
    NavigableSet<String> classes = new TreeSet<>();
    saying.forEach(opinion -> classes.addAll(opinion.quality().keySet()));
    for (String qualityClass : classes) {
      Map<String, Long> counts = new LinkedHashMap<>();
      saying.forEach(o -> counts.put(o.name(), o.quality().getOrDefault(qualityClass, 0L)));
      if (counts.values().stream().distinct().count() > 1) {
        qualityDifferences.add(new QualityDifference(qualityClass, counts));
      }
    }
  }
}
