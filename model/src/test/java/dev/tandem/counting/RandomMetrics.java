package dev.tandem.counting;

import dev.tandem.counting.WindowSpec.Calendar;
import dev.tandem.counting.WindowSpec.Hopping;
import dev.tandem.counting.WindowSpec.Tumbling;
import dev.tandem.domain.TimeDomain;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random metrics for property tests: every time, window shape, dimension and filter, and lateness
 * from 0 to unbounded.
 */
public final class RandomMetrics {
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;
  private static final long DAY_MS = 24 * HOUR_MS;

  private RandomMetrics() {}

  /** One to four metrics with names and one {@code maxFuture} for all, as a spec has them. */
  public static Arbitrary<List<Metric>> metrics() {
    return Combinators.combine(
            drafts().list().ofMinSize(1).ofMaxSize(4), Arbitraries.of(DAY_MS, 0L, HOUR_MS))
        .as(
            (drafts, maxFutureMs) -> {
              List<Metric> metrics = new ArrayList<>();
              for (Metric draft : drafts) {
                metrics.add(
                    new Metric(
                        "m" + metrics.size(),
                        draft.time(),
                        draft.window(),
                        draft.dimensions(),
                        draft.where(),
                        draft.lateness(),
                        maxFutureMs));
              }
              return metrics;
            })
        .withoutEdgeCases();
  }

  private static Arbitrary<Metric> drafts() {
    return Arbitraries.of(TimeDomain.class)
        .flatMap(
            time ->
                Combinators.combine(windows(time), dimensions(), filters(), latenesses())
                    .as(
                        (window, dimensions, where, lateness) ->
                            new Metric("m", time, window, dimensions, where, lateness, 0)));
  }

  /** Every shape of window, and for instants every zone that a spec may give. */
  public static Arbitrary<WindowSpec> windows(TimeDomain time) {
    return time == TimeDomain.ISSUED_LOCAL
        ? windows(Arbitraries.just(ZoneOffset.UTC))
        : windows(zones());
  }

  private static Arbitrary<WindowSpec> windows(Arbitrary<? extends ZoneId> zones) {
    return Arbitraries.oneOf(
        sizes().map(Tumbling::new),
        sizes().flatMap(RandomMetrics::hopping),
        Combinators.combine(Arbitraries.of(Calendar.Unit.class), zones).as(Calendar::new));
  }

  private static Arbitrary<WindowSpec> hopping(long sizeMs) {
    long leastMs = Math.max(1, sizeMs / 20);
    return Arbitraries.oneOf(
            Arbitraries.of(sizeMs, Math.max(1, sizeMs / 2), Math.max(1, sizeMs / 12)),
            Arbitraries.longs().between(leastMs, sizeMs))
        .map(everyMs -> new Hopping(sizeMs, everyMs));
  }

  private static Arbitrary<Long> sizes() {
    return Arbitraries.of(
        MINUTE_MS, 5 * MINUTE_MS, 7 * MINUTE_MS + 13, HOUR_MS, DAY_MS, 7 * DAY_MS, 1L, 2L);
  }

  /** Zones with days that begin at 01:00, that begin twice, and half an hour beside the hour. */
  public static Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "America/Sao_Paulo", "Z", "America/St_Johns", "Asia/Kathmandu", "America/Rio_Branco")
        .map(ZoneId::of);
  }

  static Arbitrary<List<Dimension>> dimensions() {
    return Arbitraries.of(Dimension.class).list().uniqueElements().ofMaxSize(4);
  }

  /** Conditions over values that {@link RandomCaptures} give, so that they hold now and then. */
  static Arbitrary<Filter> filters() {
    return Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.just(List.<Filter.Condition>of())),
            Tuple.of(
                1,
                conditions()
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(2)
                    .uniqueElements(Filter.Condition::dimension)))
        .map(Filter::new);
  }

  private static Arbitrary<Filter.Condition> conditions() {
    return Arbitraries.of(Dimension.class)
        .flatMap(
            dimension ->
                Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(valuesOf(dimension)).set().ofMinSize(1).ofMaxSize(2))
                    .as(
                        (negated, values) ->
                            new Filter.Condition(dimension, negated, Set.copyOf(values))));
  }

  private static List<String> valuesOf(Dimension dimension) {
    return switch (dimension) {
      case ISSUER -> List.of("34128745000152", "12ABC34501DE35", "");
      case ISSUER_ROOT, RECIPIENT_ROOT -> List.of("34128745", "12ABC345", "");
      case ISSUER_TYPE -> List.of("CNPJ", "CPF", "");
      case STATE -> List.of("SP", "AC", "");
      case MODEL -> List.of("55", "65", "57");
      case LAYOUT -> List.of("4.00", "3.10");
      case OPERATION -> List.of("0", "1", "");
      case PURPOSE -> List.of("1", "4", "");
      case EMISSION -> List.of("1", "9");
      case DELAY -> List.of("<0", "<1s", "<1h", "<3d", ">=1y", "");
    };
  }

  static Arbitrary<Lateness> latenesses() {
    return Combinators.combine(
            Arbitraries.of(2 * HOUR_MS, 0L, 1L, 5 * MINUTE_MS, 5 * DAY_MS),
            Arbitraries.of(88 * DAY_MS, 0L, 1L, HOUR_MS, Lateness.UNBOUNDED))
        .as(
            (liveMs, moreMs) ->
                new Lateness(
                    liveMs, moreMs == Lateness.UNBOUNDED ? Lateness.UNBOUNDED : liveMs + moreMs));
  }
}
