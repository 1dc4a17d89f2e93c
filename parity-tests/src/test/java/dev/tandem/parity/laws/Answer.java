package dev.tandem.parity.laws;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Quality;
import dev.tandem.counting.Tally;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an opinion says of one log.
 *
 * @param tallies every window that is not zero in every part
 * @param quality captures by quality, where the opinion says so
 * @param problems what may not be in how it was said, whatever the numbers are
 */
public record Answer(
    SortedMap<CountKey, Tally> tallies,
    Optional<SortedMap<Quality, Long>> quality,
    List<String> problems) {
  public Answer {
    tallies = new TreeMap<>(tallies);
    tallies.values().removeIf(Tally::isZero);
    problems = List.copyOf(problems);
  }

  static Answer of(SortedMap<CountKey, Tally> tallies, SortedMap<Quality, Long> quality) {
    return new Answer(tallies, Optional.of(quality), List.of());
  }
}
