package dev.tandem.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Capture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Law 2 of the contract: the answer is a function of the set of captures. */
class LedgerOrderTest {
  /** Some metrics, and a log made for them. */
  record Case(List<Metric> metrics, List<Capture> log) {}

  @Provide
  Arbitrary<Case> cases() {
    return RandomMetrics.metrics()
        .flatMap(metrics -> RandomCaptures.logs(metrics).map(log -> new Case(metrics, log)));
  }

  @Property(tries = 500)
  void shouldGiveTheSameAnswerInAnyOrder(@ForAll("cases") Case given, @ForAll long order) {
    List<Capture> permuted = new ArrayList<>(given.log());
    Collections.shuffle(permuted, new Random(order));

    assertThat(count(given.metrics(), permuted).tallies())
        .isEqualTo(count(given.metrics(), given.log()).tallies());
  }

  private static ReferenceCounter count(List<Metric> metrics, List<Capture> log) {
    ReferenceCounter counter = new ReferenceCounter(metrics, metrics.get(0).maxFutureMs());
    log.forEach(counter::add);
    return counter;
  }
}
