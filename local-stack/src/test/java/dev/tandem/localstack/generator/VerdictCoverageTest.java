package dev.tandem.localstack.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.localstack.generator.Fact.Kind;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A few thousand rows hold every verdict of every metric of the default spec, for counts and for
 * uncounts, and arrivals at its edge and a millisecond beside it. Ledger, windows and verdicts are
 * done here by the contract's definitions (sections 2 to 4).
 */
class VerdictCoverageTest {
  private static final int ROWS = 2_500;
  private static final Set<String> COUNTABLE = Set.of("100", "150", "101", "151", "155");

  private static final List<Metric> METRICS =
      List.of(
          new Metric("issuer-minute", TimeOf.ISSUED, every(1, 1), hours(2), days(90)),
          new Metric("issuer-day", TimeOf.LOCAL, every(1440, 1440), days(2), Optional.empty()),
          new Metric("state-hour", TimeOf.ISSUED, every(5, 60), hours(2), days(90)),
          new Metric(
              "state-month", TimeOf.LOCAL, VerdictCoverageTest::month, days(5), Optional.empty()),
          new Metric("arrivals", TimeOf.ARRIVED, every(5, 5), minutes(5), Optional.empty()),
          new Metric("registrations", TimeOf.REGISTERED, every(10, 10), hours(2), days(90)));

  private enum TimeOf {
    ISSUED,
    LOCAL,
    REGISTERED,
    ARRIVED
  }

  private record Metric(
      String name,
      TimeOf timeOf,
      LongFunction<List<Long>> windowEnds,
      Optional<Duration> live,
      Optional<Duration> history) {}

  private static final Set<String> VERDICTS = new TreeSet<>();
  private static final Set<String> EDGES = new TreeSet<>();

  @BeforeAll
  static void judge() {
    Map<String, List<Fact>> ofKey = new HashMap<>();
    for (Fact fact : Samples.facts(ROWS)) {
      if (fact.kind() == Kind.DOCUMENT || fact.kind() == Kind.CANCELLATION) {
        ofKey.computeIfAbsent(fact.accessKey(), key -> new ArrayList<>()).add(fact);
      }
    }
    ofKey.values().forEach(VerdictCoverageTest::judge);
  }

  @Test
  void shouldHoldEveryVerdictOfEveryMetric() {
    Set<String> expected = new TreeSet<>();
    for (String contribution : List.of("count", "uncount")) {
      for (String metric : List.of("issuer-minute", "state-hour", "registrations")) {
        for (String verdict : List.of("LIVE", "LATE", "EXPIRED")) {
          expected.add(metric + " " + contribution + " " + verdict);
        }
      }
      // Their history is unbounded: nothing expires.
      for (String metric : List.of("issuer-day", "state-month")) {
        for (String verdict : List.of("LIVE", "LATE")) {
          expected.add(metric + " " + contribution + " " + verdict);
        }
      }
      // A window of arrivals has not ended when what belongs in it arrives.
      expected.add("arrivals " + contribution + " LIVE");
    }
    assertThat(VERDICTS).isEqualTo(expected);
  }

  @Test
  void shouldHoldArrivalsAtEveryEdgeAndBesideIt() {
    Set<String> expected = new TreeSet<>();
    for (String contribution : List.of("count", "uncount")) {
      for (int deltaMs = -1; deltaMs <= 1; deltaMs++) {
        for (Metric metric : METRICS) {
          if (metric.timeOf != TimeOf.ARRIVED) {
            expected.add(metric.name + " " + contribution + " live " + deltaMs);
            if (metric.history.isPresent()) {
              expected.add(metric.name + " " + contribution + " history " + deltaMs);
            }
          }
        }
      }
    }
    assertThat(EDGES).containsAll(expected);
  }

  private static void judge(List<Fact> facts) {
    Comparator<Fact> rank =
        Comparator.comparing(Fact::arrived).thenComparing(Fact::rowId).thenComparing(Fact::ordinal);
    Optional<Fact> winner = facts.stream().filter(VerdictCoverageTest::countable).min(rank);
    Optional<Fact> cancellation =
        facts.stream()
            .filter(fact -> fact.kind() == Kind.CANCELLATION && fact.production())
            .min(rank);
    if (winner.isEmpty()) {
      return;
    }
    Fact won = winner.get();
    judge("count", won, won.registered().map(at -> at.toEpochMilli()), millis(won));
    cancellation.ifPresent(
        cancelled ->
            judge(
                "uncount",
                won,
                cancelled.registered().map(at -> at.toEpochMilli()),
                Math.max(millis(won), millis(cancelled))));
  }

  private static boolean countable(Fact fact) {
    return fact.kind() == Kind.DOCUMENT
        && COUNTABLE.contains(fact.status())
        && fact.production()
        && fact.issued()
            .filter(at -> Duration.between(fact.arrived(), at).compareTo(Duration.ofDays(1)) > 0)
            .isEmpty();
  }

  private static void judge(
      String contribution, Fact winner, Optional<Long> registered, long arrivedMs) {
    for (Metric metric : METRICS) {
      Optional<Long> time =
          switch (metric.timeOf) {
            case ISSUED -> winner.issued().map(at -> at.toEpochMilli());
            case LOCAL ->
                winner.issuedLocal().map(at -> at.toInstant(ZoneOffset.UTC).toEpochMilli());
            case REGISTERED -> registered;
            case ARRIVED -> Optional.of(arrivedMs);
          };
      time.ifPresent(
          at -> {
            for (long endMs : metric.windowEnds.apply(at)) {
              String of = metric.name + " " + contribution + " ";
              long lateMs = arrivedMs - endMs - metric.live.orElseThrow().toMillis();
              edge(of + "live ", lateMs);
              if (lateMs < 0) {
                VERDICTS.add(of + "LIVE");
              } else if (metric.history.isEmpty()) {
                VERDICTS.add(of + "LATE");
              } else {
                long expiredMs = arrivedMs - endMs - metric.history.get().toMillis();
                VERDICTS.add(of + (expiredMs < 0 ? "LATE" : "EXPIRED"));
                edge(of + "history ", expiredMs);
              }
            }
          });
    }
  }

  private static void edge(String of, long distanceMs) {
    if (Math.abs(distanceMs) <= 1) {
      EDGES.add(of + distanceMs);
    }
  }

  private static long millis(Fact fact) {
    return fact.arrived().toEpochMilli();
  }

  private static LongFunction<List<Long>> every(long everyMinutes, long sizeMinutes) {
    long everyMs = everyMinutes * 60_000;
    return timeMs -> {
      Set<Long> ends = new HashSet<>();
      for (long startMs = Math.floorDiv(timeMs, everyMs) * everyMs;
          startMs > timeMs - sizeMinutes * 60_000;
          startMs -= everyMs) {
        ends.add(startMs + sizeMinutes * 60_000);
      }
      return List.copyOf(ends);
    };
  }

  private static List<Long> month(long timeMs) {
    LocalDateTime start =
        LocalDateTime.ofEpochSecond(timeMs / 1000, 0, ZoneOffset.UTC)
            .toLocalDate()
            .withDayOfMonth(1)
            .atStartOfDay();
    return List.of(start.plusMonths(1).toInstant(ZoneOffset.UTC).toEpochMilli());
  }

  private static Optional<Duration> minutes(long minutes) {
    return Optional.of(Duration.ofMinutes(minutes));
  }

  private static Optional<Duration> hours(long hours) {
    return Optional.of(Duration.ofHours(hours));
  }

  private static Optional<Duration> days(long days) {
    return Optional.of(Duration.ofDays(days));
  }
}
