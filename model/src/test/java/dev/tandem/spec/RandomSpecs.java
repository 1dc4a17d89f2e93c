package dev.tandem.spec;

import dev.tandem.counting.Metric;
import dev.tandem.counting.RandomMetrics;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random specs for property tests: see {@link RandomMetrics}. */
public final class RandomSpecs {
  private static final long MINUTE_MS = 60_000;

  private RandomSpecs() {}

  public static Arbitrary<Spec> specs() {
    return RandomMetrics.metrics()
        .flatMap(
            metrics ->
                Combinators.combine(
                        presentations().list().ofSize(metrics.size()),
                        Arbitraries.of(MINUTE_MS, 0L, 60 * MINUTE_MS))
                    .as((presented, slackMs) -> spec(metrics, presented, slackMs)));
  }

  /** How an answer is shown, which decides no number. */
  private record Presentation(long retentionMs, MetricSpec.History history) {}

  private static Arbitrary<Presentation> presentations() {
    Arbitrary<Firing> firings =
        Arbitraries.of(
            new Firing.After(30_000),
            new Firing.After(1),
            new Firing.After(MINUTE_MS),
            new Firing.Every(1),
            new Firing.Every(2),
            new Firing.Every(5));
    Arbitrary<MetricSpec.History> histories =
        Combinators.combine(firings, firings, Arbitraries.of(MetricSpec.Accumulation.class))
            .as(MetricSpec.History::new);
    return Combinators.combine(
            Arbitraries.of(2 * 1_440 * MINUTE_MS, 0L, MINUTE_MS, MetricSpec.UNBOUNDED), histories)
        .as(Presentation::new);
  }

  private static Spec spec(List<Metric> metrics, List<Presentation> presented, long slackMs) {
    List<MetricSpec> specs = new ArrayList<>();
    for (Metric metric : metrics) {
      Presentation presentation = presented.get(specs.size());
      specs.add(new MetricSpec(metric, presentation.retentionMs(), presentation.history()));
    }
    return new Spec(specs, metrics.get(0).maxFutureMs(), slackMs);
  }
}
