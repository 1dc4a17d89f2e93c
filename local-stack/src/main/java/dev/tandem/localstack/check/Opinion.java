package dev.tandem.localstack.check;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Quality;
import dev.tandem.counting.Tally;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one party answers.
 *
 * @param name as reports show it: {@code sql}, {@code reference}, {@code live}, {@code history},
 *     {@code backfill}
 * @param parts it answers; of the others it is not asked
 * @param tallies every window that is not zero in every part
 * @param quality how many captures, and for {@code rejected} rows, are of which class; empty where
 *     it does not say
 */
public record Opinion(
    String name, Set<Part> parts, Map<CountKey, Tally> tallies, SortedMap<String, Long> quality) {

  private static final String REJECTED = "rejected";

  public Opinion {
    parts = Collections.unmodifiableSet(EnumSet.copyOf(parts));
    quality = Collections.unmodifiableSortedMap(new TreeMap<>(quality));
  }

  /**
   * An opinion of all parts.
   *
   * @param quality of the captures
   * @param rejectedRows rows that could not be read
   */
  public static Opinion of(
      String name, Map<CountKey, Tally> tallies, Map<Quality, Long> quality, long rejectedRows) {
    return new Opinion(name, EnumSet.allOf(Part.class), tallies, counts(quality, rejectedRows));
  }

  /** An opinion of all parts that says nothing of quality: that of the history side. */
  public static Opinion of(String name, Map<CountKey, Tally> tallies) {
    return new Opinion(name, EnumSet.allOf(Part.class), tallies, Collections.emptySortedMap());
  }

  /**
   * The same with the other's keys and tallies where they are equal, so that opinions of millions
   * of windows take little more room than one.
   */
  public Opinion sharing(NavigableMap<CountKey, Tally> other) {
    NavigableMap<CountKey, Tally> shared = new TreeMap<>();
    tallies.forEach(
        (key, tally) -> {
          Map.Entry<CountKey, Tally> same = other.floorEntry(key);
          boolean known = same != null && same.getKey().equals(key);
          shared.put(
              known ? same.getKey() : key,
              known && same.getValue().equals(tally) ? same.getValue() : tally);
        });
    return new Opinion(name, parts, shared, quality);
  }

  /** Counts per class as reports write them: {@code counted}, {@code not-countable future}. */
  public static SortedMap<String, Long> counts(Map<Quality, Long> quality, long rejectedRows) {
    SortedMap<String, Long> counts = new TreeMap<>();
    quality.forEach(
        (q, count) -> counts.put((q.qualityClass().text() + ' ' + q.reason()).strip(), count));
    if (rejectedRows > 0) {
      counts.put(REJECTED, rejectedRows);
    }
    return counts;
  }

  /** The name as people read it. */
  public String title() {
    return name.equals("sql") ? "SQL" : name;
  }

  Tally tally(CountKey key) {
    return tallies.getOrDefault(key, Tally.ZERO);
  }
}
