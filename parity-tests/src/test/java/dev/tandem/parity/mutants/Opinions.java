package dev.tandem.parity.mutants;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.localstack.check.CaptureFacts;
import dev.tandem.localstack.check.Comparison;
import dev.tandem.localstack.check.Opinion;
import dev.tandem.localstack.check.SqlOpinion;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import dev.tandem.streams.topology.LiveAnswer;
import dev.tandem.streams.topology.RestartedTasks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The laws that mutants are held against. */
final class Opinions {
  private static final int PARTITIONS = 3;

  private Opinions() {}

  /** SQL, the reference and the live side, which is restarted and killed and forgets nothing. */
  static Comparison answers(RandomLog log, long seed, Connection database) throws SQLException {
    LiveAnswer live =
        new RestartedTasks(forgettingNothing(log.spec()), log.captures(), PARTITIONS, seed)
            .answer();
    return Comparison.of(
        List.of(
            sql(log, database),
            reference(log),
            Opinion.of("live", live.tallies(), live.quality(), 0)));
  }

  /**
   * SQL and the live side, which forgets windows; what it sent to {@code captures-expired} is added
   * back. What came late for a window that may be forgotten is not asked of it.
   */
  static Comparison forgetting(RandomLog log, long seed, Connection database) throws SQLException {
    RestartedTasks tasks = new RestartedTasks(log.spec(), log.captures(), PARTITIONS, seed);
    Opinion sql = sql(log, database);
    SortedMap<CountKey, Tally> live = new TreeMap<>(tasks.answer().tallies());
    for (CountKey key : List.copyOf(live.keySet())) {
      if (tasks.mayHaveForgotten(key)) {
        live.computeIfPresent(
            key, (k, tally) -> withLateOf(sql.tallies().getOrDefault(k, Tally.ZERO), tally));
      }
    }
    sql.tallies()
        .forEach(
            (key, tally) -> {
              if (tasks.mayHaveForgotten(key)) {
                live.computeIfAbsent(key, k -> withLateOf(tally, Tally.ZERO));
              }
            });
    return Comparison.of(List.of(sql, Opinion.of("live", live, tasks.answer().quality(), 0)));
  }

  private static Tally withLateOf(Tally sql, Tally live) {
    return new Tally(live.live(), sql.late(), live.expired());
  }

  private static Opinion sql(RandomLog log, Connection database) throws SQLException {
    SqlOpinion sql =
        SqlOpinion.of(database, CaptureFacts.load(database, log.captures()), log.spec());
    return Opinion.of("sql", sql.tallies(), sql.quality(), 0);
  }

  private static Opinion reference(RandomLog log) {
    ReferenceCounter reference =
        new ReferenceCounter(log.spec().counted(), log.spec().maxFutureMs());
    log.captures().forEach(reference::add);
    return Opinion.of("reference", reference.tallies(), reference.quality(), 0);
  }

  private static Spec forgettingNothing(Spec spec) {
    List<MetricSpec> metrics =
        spec.metrics().stream()
            .map(m -> new MetricSpec(m.metric(), MetricSpec.UNBOUNDED, m.history()))
            .toList();
    return new Spec(metrics, spec.maxFutureMs(), spec.arrivalSlackMs());
  }
}
