package dev.tandem.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Capture;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;

/** That the random logs hold what the laws are to be tried on: a law over easy logs says little. */
class RandomCapturesTest {
  @Example
  void shouldReachEveryQualityVerdictAndWindowShape() {
    Set<String> qualities = new HashSet<>();
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    Set<String> shapes = new HashSet<>();
    int takenBack = 0;
    Arbitrary<List<Metric>> metricLists = RandomMetrics.metrics();
    for (int i = 0; i < 150; i++) {
      List<Metric> metrics = metricLists.sample();
      List<Capture> log = RandomCaptures.logs(metrics).sample();
      ReferenceCounter counter = new ReferenceCounter(metrics, metrics.get(0).maxFutureMs());
      for (Capture capture : log) {
        LedgerStep step =
            new Ledger(metrics.get(0).maxFutureMs()).step(counter.entry(capture.key()), capture);
        takenBack += step.changes().stream().anyMatch(change -> change.sign() < 0) ? 1 : 0;
        counter.add(capture);
      }
      counter.quality().keySet().forEach(q -> qualities.add(q.qualityClass() + " " + q.reason()));
      counter
          .tallies()
          .values()
          .forEach(
              tally -> {
                for (Verdict verdict : Verdict.values()) {
                  if (!part(tally, verdict).isZero()) {
                    verdicts.add(verdict);
                  }
                }
              });
      metrics.forEach(metric -> shapes.add(metric.window().getClass().getSimpleName()));
    }

    assertThat(verdicts).containsExactlyInAnyOrder(Verdict.values());
    assertThat(shapes).containsExactlyInAnyOrder("Tumbling", "Hopping", "Calendar");
    assertThat(takenBack).isPositive();
    assertThat(qualities)
        .containsExactlyInAnyOrder(
            "COUNTED ",
            "DUPLICATE ",
            "CONFLICT ",
            "REDELIVERY ",
            "CANCELLATION ",
            "OTHER ",
            "NOT_COUNTABLE no-access-key",
            "NOT_COUNTABLE no-protocol",
            "NOT_COUNTABLE not-authorised",
            "NOT_COUNTABLE not-production",
            "NOT_COUNTABLE time-out-of-range",
            "NOT_COUNTABLE future");
  }

  private static Measures part(Tally tally, Verdict verdict) {
    return switch (verdict) {
      case LIVE -> tally.live();
      case LATE -> tally.late();
      case EXPIRED -> tally.expired();
    };
  }
}
