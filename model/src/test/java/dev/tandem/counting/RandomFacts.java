package dev.tandem.counting;

import dev.tandem.domain.Facts;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimeDomain;
import dev.tandem.domain.TimePrecision;
import dev.tandem.domain.Times;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random facts whose times lie on and beside the boundaries of some metrics' windows, and of the
 * range of times.
 */
final class RandomFacts {
  static final long BASE_MS = Instant.parse("2026-03-01T02:30:00Z").toEpochMilli();
  private static final long HOUR_MS = 3_600_000;

  private RandomFacts() {}

  /** When a document was issued: instant and local, both missing or neither. */
  private record Issued(long instantMs, long localMs, TimePrecision precision) {
    static final Issued MISSING = new Issued(Times.ABSENT, Times.ABSENT, TimePrecision.NONE);
  }

  static Arbitrary<Facts> facts(List<Metric> metrics) {
    return Combinators.combine(
            Arbitraries.of("55", "65", "57"),
            issuers(),
            Arbitraries.of("", "34128745", "12ABC345"),
            Arbitraries.of("SP", "AC", ""),
            Arbitraries.of(List.of("4.00", "1", "1", "1"), List.of("3.10", "0", "4", "9")),
            Arbitraries.of(61_037L, 0L, 1L, 9_999_999_999_999_99L),
            issued(metrics),
            registrationDelays())
        .as(
            (model, issuer, recipientRoot, state, codes, valueCents, issued, delayMs) ->
                new Facts(
                    model,
                    issuer,
                    recipientRoot,
                    state,
                    codes.get(0),
                    codes.get(1),
                    codes.get(2),
                    codes.get(3),
                    valueCents,
                    issued.instantMs(),
                    issued.localMs(),
                    issued.precision(),
                    registeredMs(issued, delayMs)));
  }

  private static Arbitrary<TaxId> issuers() {
    return Arbitraries.of(
        TaxId.cnpj("34128745000152"),
        TaxId.cnpj("12ABC34501DE35"),
        TaxId.cpf("52998224725"),
        TaxId.ABSENT);
  }

  private static Arbitrary<Long> registrationDelays() {
    return Arbitraries.of(180_000L, 0L, -HOUR_MS, 30 * 24 * HOUR_MS, Times.ABSENT);
  }

  private static long registeredMs(Issued issued, long delayMs) {
    if (!Times.isPresent(delayMs)) {
      return Times.ABSENT;
    }
    return (Times.inRange(issued.instantMs()) ? issued.instantMs() : BASE_MS) + delayMs;
  }

  private static Arbitrary<Issued> issued(List<Metric> metrics) {
    Arbitrary<Issued> present =
        Combinators.combine(
                times(metrics),
                Arbitraries.of(-3, -2, -4, -5, 0, 1),
                Arbitraries.of(true, false),
                Arbitraries.of(TimePrecision.INSTANT, TimePrecision.LOCAL, TimePrecision.DATE))
            .as(
                (timeMs, offsetHours, local, precision) -> {
                  long instantMs = local ? timeMs - offsetHours * HOUR_MS : timeMs;
                  return new Issued(instantMs, instantMs + offsetHours * HOUR_MS, precision);
                });
    return Arbitraries.frequencyOf(
        Tuple.of(9, present), Tuple.of(1, Arbitraries.just(Issued.MISSING)));
  }

  private static Arbitrary<Long> times(List<Metric> metrics) {
    Arbitrary<Long> near =
        Arbitraries.longs().between(BASE_MS - 4 * HOUR_MS, BASE_MS + 4 * HOUR_MS);
    Arbitrary<Long> notable =
        Arbitraries.of(
                "2018-11-04T03:00:00Z", // Sao Paulo's day begins at 01:00
                "2018-02-18T02:30:00Z", // and here its 23:00 comes twice
                "2010-11-07T02:31:00Z", // St. John's: 00:01 back to 23:01 of the day before
                "1969-12-31T23:59:59.999Z",
                "1970-01-01T00:00:00Z",
                "1900-02-28T12:00:00Z",
                "2999-12-31T23:59:59.999Z")
            .map(text -> Instant.parse(text).toEpochMilli());
    Arbitrary<Long> ends =
        Arbitraries.of(
            Times.FIRST_MS - 1,
            Times.FIRST_MS,
            Times.END_MS - 1,
            Times.END_MS,
            -10_000_000_000_000_000L,
            Long.MIN_VALUE + 1,
            Long.MAX_VALUE);
    Arbitrary<Long> edges =
        Combinators.combine(Arbitraries.of(metrics), near, Arbitraries.of(0L, -1L, 1L))
            .as((metric, timeMs, beside) -> startOf(metric, timeMs) + beside);
    return Arbitraries.frequencyOf(
        Tuple.of(10, near), Tuple.of(4, notable), Tuple.of(6, edges), Tuple.of(1, ends));
  }

  private static long startOf(Metric metric, long timeMs) {
    return metric.window().windowsOf(timeMs).get(0).startMs();
  }

  /**
   * The time a metric counts facts by; {@link #BASE_MS} where that is not theirs to say, or out of
   * range.
   */
  static long timeMs(Facts facts, TimeDomain domain) {
    long timeMs =
        switch (domain) {
          case ISSUED -> facts.issuedMs();
          case ISSUED_LOCAL -> facts.issuedLocalMs();
          case REGISTERED -> facts.registeredMs();
          case ARRIVED -> Times.ABSENT;
        };
    return Times.inRange(timeMs) ? timeMs : BASE_MS;
  }
}
