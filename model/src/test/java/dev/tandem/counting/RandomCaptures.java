package dev.tandem.counting;

import dev.tandem.domain.Capture;
import dev.tandem.domain.Facts;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.Row;
import dev.tandem.domain.Times;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random logs for property tests, small and full of what the contract makes hard: few keys and
 * rows, lots, embedded and early cancellations, refused ones and those of homologation, duplicates,
 * conflicts, unauthorised copies, redeliveries, ties in arrival, times that are missing, before
 * 1970, in the future, and one millisecond beside every boundary of the metrics they are made for.
 * Now and then all is about one key.
 */
public final class RandomCaptures {
  /** NF-e, NFC-e, CT-e of an alphanumeric issuer, CT-e OS. */
  static final List<String> KEYS =
      List.of(
          "35180834128745000152550010000476051695511860",
          "12260334128745000152650010000000011000000010",
          "3526050X0J92JY000196570010000006041448679011",
          "35260334128745000152670010000000011000000011");

  private static final List<Row> ROWS =
      List.of(
          new Row("main", "public.documents", PrimaryKey.of(2)),
          new Row("main", "public.documents", PrimaryKey.of(10)),
          new Row("main", "public.documents", PrimaryKey.of(-1)),
          new Row("main", "public.imports", PrimaryKey.text("a/b")),
          new Row("branch", "public.documents", PrimaryKey.of(2)));

  private static final long HOUR_MS = 3_600_000;

  /** The least rows of a log that is all about one key. */
  static final int HOT_ROWS = 20;

  private RandomCaptures() {}

  /**
   * Captures in any order.
   *
   * @param metrics at least one, all with the same {@code maxFuture}: their windows' boundaries and
   *     lateness are what times and arrivals lie beside
   */
  public static Arbitrary<List<Capture>> logs(List<Metric> metrics) {
    return Combinators.combine(
            RandomFacts.facts(metrics).list().ofSize(2 * KEYS.size()),
            Arbitraries.frequencyOf(
                Tuple.of(15, rows(metrics, things()).list().ofMaxSize(12)),
                Tuple.of(1, hotRows(metrics))),
            repeats().list().ofMaxSize(4),
            Arbitraries.longs())
        .as(RandomCaptures::log)
        .withoutEdgeCases();
  }

  private static List<Capture> log(
      List<Facts> facts, List<RowDraft> rows, List<Repeat> repeats, long order) {
    List<Capture> log = new ArrayList<>();
    rows.forEach(row -> log.addAll(row.captures(KEYS, facts)));
    if (!log.isEmpty()) {
      repeats.forEach(repeat -> log.add(repeat.of(log)));
    }
    Collections.shuffle(log, new Random(order));
    return log;
  }

  private static Arbitrary<RowDraft> rows(
      List<Metric> metrics, Arbitrary<List<RowDraft.Thing>> things) {
    return Combinators.combine(
            Arbitraries.of(ROWS), Arbitraries.of(0L, 17L, 4_711L), things, arrivals(metrics))
        .as(RowDraft::new);
  }

  private static Arbitrary<List<RowDraft.Thing>> things() {
    Arbitrary<Integer> keys =
        Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(2, 1), Tuple.of(1, 2), Tuple.of(1, 3));
    return things(keys).list().ofMinSize(1).ofMaxSize(3);
  }

  /** Many rows about one key, but fewer than identities that a ledger remembers. */
  private static Arbitrary<List<RowDraft>> hotRows(List<Metric> metrics) {
    Arbitrary<List<RowDraft.Thing>> hot = things(Arbitraries.just(0)).map(List::of);
    return rows(metrics, hot).list().ofMinSize(HOT_ROWS).ofMaxSize(2 * HOT_ROWS);
  }

  private static Arbitrary<RowDraft.Thing> things(Arbitrary<Integer> keys) {
    return Combinators.combine(
            keys,
            Arbitraries.of(0, 0, 1),
            Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(RowDraft.Shape.AUTHORISED)),
                Tuple.of(1, Arbitraries.just(RowDraft.Shape.CANCELLATION)),
                Tuple.of(5, Arbitraries.of(RowDraft.Shape.class))))
        .as(RowDraft.Thing::new);
  }

  private static Arbitrary<RowDraft.Arrival> arrivals(List<Metric> metrics) {
    Arbitrary<Long> beside = Arbitraries.of(0L, -1L, 1L);
    Arbitrary<RowDraft.Arrival> tied =
        Arbitraries.of(0L, 1L, HOUR_MS, -24 * HOUR_MS, 4_000 * 24 * HOUR_MS)
            .map(delayMs -> facts -> RandomFacts.BASE_MS + delayMs);
    Arbitrary<RowDraft.Arrival> delayed =
        Arbitraries.of(0L, 999L, 600_000L, 2 * HOUR_MS, 50 * HOUR_MS, 91 * 24 * HOUR_MS, -HOUR_MS)
            .map(delayMs -> facts -> issuedMs(facts) + delayMs);
    Arbitrary<RowDraft.Arrival> future =
        Combinators.combine(Arbitraries.of(metrics), beside)
            .as((metric, ms) -> facts -> issuedMs(facts) - metric.maxFutureMs() + ms);
    Arbitrary<RowDraft.Arrival> edges =
        Combinators.combine(
                Arbitraries.of(metrics),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false),
                beside)
            .as(
                (metric, firstWindow, live, ms) ->
                    facts -> edgeMs(metric, facts, firstWindow, live) + ms);
    return Arbitraries.frequencyOf(
        Tuple.of(2, tied), Tuple.of(2, delayed), Tuple.of(1, future), Tuple.of(4, edges));
  }

  /** The nearest time that an arrival can have: a collector writes no other. */
  static long inRange(long timeMs) {
    return Math.max(Times.FIRST_MS, Math.min(timeMs, Times.END_MS - 1));
  }

  private static long issuedMs(Facts facts) {
    return Times.inRange(facts.issuedMs()) ? facts.issuedMs() : RandomFacts.BASE_MS;
  }

  /** The first arrival that is no longer live, or has expired, for a window of the facts. */
  private static long edgeMs(Metric metric, Facts facts, boolean firstWindow, boolean live) {
    List<Window> windows = metric.window().windowsOf(RandomFacts.timeMs(facts, metric.time()));
    long endMs = windows.get(firstWindow ? 0 : windows.size() - 1).endMs();
    Lateness lateness = metric.lateness();
    return live || lateness.historyMs() == Lateness.UNBOUNDED
        ? lateness.liveUntilMs(endMs)
        : lateness.historyUntilMs(endMs);
  }

  /** A capture delivered again: as it was, at another position, or with another arrival. */
  private record Repeat(int of, long laterPosition, long laterMs) {
    Capture of(List<Capture> log) {
      Capture first = log.get(of % log.size());
      return new Capture(
          first.row(),
          first.position() + laterPosition,
          first.digest(),
          first.ordinal(),
          inRange(first.arrivedMs() + laterMs),
          first.arrivalAssumed(),
          first.record());
    }
  }

  private static Arbitrary<Repeat> repeats() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 40),
            Arbitraries.of(0L, 0L, 5L),
            Arbitraries.of(0L, 0L, 1L, -25 * HOUR_MS, 49 * HOUR_MS))
        .as(Repeat::new);
  }
}
