package dev.tandem.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.RandomCaptures;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.spec.RandomSpecs;
import dev.tandem.spec.Spec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HashMapCounterTest {
  record Log(Spec spec, List<Capture> captures) {}

  @Property(tries = 50)
  void shouldCountAsTheReference(@ForAll("logs") Log log) {
    HashMapCounter counter = new HashMapCounter(log.spec().counted(), log.spec().maxFutureMs());
    ReferenceCounter reference =
        new ReferenceCounter(log.spec().counted(), log.spec().maxFutureMs());
    for (Capture capture : log.captures()) {
      counter.add(capture);
      reference.add(capture);
    }

    assertThat(CountsDigest.of(counter.tallies())).isEqualTo(CountsDigest.of(reference.tallies()));
  }

  @Property(tries = 50)
  void shouldTellCountsApartByTheirDigest(@ForAll("logs") Log log) {
    ReferenceCounter reference =
        new ReferenceCounter(log.spec().counted(), log.spec().maxFutureMs());
    log.captures().forEach(reference::add);
    Map<CountKey, Tally> counts = new HashMap<>(reference.tallies());
    String before = CountsDigest.of(counts);
    counts.values().removeIf(tally -> tally.live().isZero() && tally.late().isZero());
    assertThat(CountsDigest.of(counts)).isEqualTo(before);

    for (CountKey key : List.copyOf(counts.keySet())) {
      Tally right = counts.get(key);
      counts.put(
          key,
          new Tally(
              right.live().plus(right.live()), right.late().plus(right.late()), right.expired()));
      assertThat(CountsDigest.of(counts)).isNotEqualTo(before);
      counts.put(key, right);
    }
  }

  @Provide
  Arbitrary<Log> logs() {
    return RandomSpecs.specs()
        .flatMap(spec -> RandomCaptures.logs(spec.counted()).map(log -> new Log(spec, log)));
  }
}
