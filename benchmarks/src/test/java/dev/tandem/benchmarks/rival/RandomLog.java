package dev.tandem.benchmarks.rival;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.RandomCaptures;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.spec.RandomSpecs;
import dev.tandem.spec.Spec;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;

/** A random spec and a random log for it: duplicates, conflicts, cancellations, late ones. */
record RandomLog(Spec spec, List<Capture> captures) {
  /**
   * Logs for a number of runs.
   *
   * @param parts how many logs one run is given at once; they are about the same few documents
   */
  static Arbitrary<RandomLog> logs(int parts) {
    return RandomSpecs.specs()
        .flatMap(
            spec ->
                RandomCaptures.logs(spec.counted())
                    .list()
                    .ofSize(parts)
                    .map(
                        logs -> new RandomLog(spec, logs.stream().flatMap(List::stream).toList())));
  }

  /** What the reference counts, without the part expired. */
  SortedMap<CountKey, Tally> tallies() {
    ReferenceCounter reference = new ReferenceCounter(spec.counted(), spec.maxFutureMs());
    captures.forEach(reference::add);
    SortedMap<CountKey, Tally> tallies = new TreeMap<>();
    reference
        .tallies()
        .forEach(
            (key, tally) -> tallies.put(key, new Tally(tally.live(), tally.late(), Measures.ZERO)));
    tallies.values().removeIf(Tally::isZero);
    return tallies;
  }
}
