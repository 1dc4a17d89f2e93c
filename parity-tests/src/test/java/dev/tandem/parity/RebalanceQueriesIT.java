package dev.tandem.parity;

import static dev.tandem.parity.Deployment.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.localstack.generator.DocumentGenerator;
import dev.tandem.localstack.generator.LoadProfile;
import dev.tandem.localstack.generator.SpreadArrivals;
import dev.tandem.localstack.topics.LogSide;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.parity.Instances.Life;
import dev.tandem.spec.Spec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Queries while instances join, leave and are killed: over a log that is counted an answer is the
 * final one, or says how stale it is, or is refused with the advice to come again.
 */
class RebalanceQueriesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int ROWS = 2_000;
  private static final int ENOUGH = 10;

  @TempDir Path folder;

  private final long startedNs = System.nanoTime();
  private final long seed = Long.getLong("rebalances.seed", System.nanoTime());
  private int rebalances;
  private long longestMs;
  private long longestStaleMs;

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void shouldNeverAnswerAWrongNumber() throws Exception {
    System.out.println(
        "RebalanceQueriesIT: seed " + seed + " (again with -Drebalances.seed=" + seed + ")");
    try (Deployment deployment = new Deployment("rebalances", folder);
        Instances instances = new Instances(deployment, PATIENCE, "--standby-replicas", "1")) {
      collect(deployment);
      instances.start("a");
      instances.awaitWorking(instances.start("b"));
      instances.awaitCounted();
      FinalCounts counts = counted(deployment);
      try (Askers askers = new Askers(instances, counts)) {
        askers.start(false, new Random(seed));
        askers.start(false, new Random(seed + 1));
        askers.start(true, new Random(seed + 2));
        settled("none yet", instances, askers);
        rebalance(instances, askers);
        assertThat(askers.faults()).isEmpty();
      }
      say(
          startedNs,
          "%d rebalances: a question was without an answer for %.1f s at the longest, and for %.1f"
              + " s where a stale one would do",
          rebalances,
          longestMs / 1e3,
          longestStaleMs / 1e3);
      assertThat(rebalances).isEqualTo(10);
    }
  }

  private void rebalance(Instances instances, Askers askers) throws Exception {
    join("c", instances, askers);
    leave("c", instances, askers);
    join("c", instances, askers);
    kill("a", instances, askers);
    join("a", instances, askers);
    leave("b", instances, askers);
    join("b", instances, askers);
    kill("c", instances, askers);
    kill("b", instances, askers);
    join("b", instances, askers);
  }

  private void join(String name, Instances instances, Askers askers) throws Exception {
    instances.awaitWorking(instances.start(name));
    rebalanced(name + " joined", instances, askers);
  }

  private void leave(String name, Instances instances, Askers askers) throws Exception {
    instances.awaitWithout(instances.stop(name));
    rebalanced(name + " left", instances, askers);
  }

  private void kill(String name, Instances instances, Askers askers) throws Exception {
    instances.awaitWithout(instances.kill(name));
    rebalanced(name + " killed", instances, askers);
  }

  private void rebalanced(String what, Instances instances, Askers askers) {
    rebalances++;
    settled(what, instances, askers);
  }

  /** Waits until every instance answers again. */
  private void settled(String what, Instances instances, Askers askers) {
    Map<Life, Long> before =
        instances.alive().stream().collect(Collectors.toMap(life -> life, askers::answersOf));
    Awaitility.await("answers after the rebalance: " + what)
        .atMost(PATIENCE)
        .until(
            () ->
                !askers.faults().isEmpty()
                    || before.keySet().stream()
                        .allMatch(life -> askers.answersOf(life) > before.get(life) + ENOUGH));
    assertThat(askers.faults()).isEmpty();
    Askers.Report report = askers.report();
    longestMs = Math.max(longestMs, report.longestMs());
    longestStaleMs = Math.max(longestStaleMs, report.longestStaleMs());
    say(
        startedNs,
        "rebalance %d (%s): %d exact answers, %d stale, %d refused; longest without an answer %.1f"
            + " s, %.1f s where a stale one would do",
        rebalances,
        what,
        report.exact(),
        report.stale(),
        report.refused(),
        report.longestMs() / 1e3,
        report.longestStaleMs() / 1e3);
  }

  /** Fills the log, for good. */
  private void collect(Deployment deployment) throws Exception {
    ChangingTable table = new ChangingTable(deployment::connection);
    SpreadArrivals arrivals = new SpreadArrivals(seed, LoadProfile.standard(), Instant.now(), ROWS);
    try (TableWriter writer =
        new TableWriter(
            table,
            new DocumentGenerator(seed, LoadProfile.standard(), arrivals),
            0,
            new Random(seed),
            () -> false)) {
      writer.insert(ROWS);
    }
    Child collector = deployment.collector("once", deployment.databasePort(), "--until-caught-up");
    assertThat(collector.await()).as(collector.tail()).isZero();
    say(startedNs, "%d rows collected", ROWS);
  }

  /** The final numbers, which are those of the reference. */
  private FinalCounts counted(Deployment deployment) {
    Spec spec = deployment.spec();
    FinalCounts counts = FinalCounts.read(spec, deployment);
    Map<CountKey, Tally> reference =
        LogSide.read(
                new TopicReader(deployment.kafka()),
                deployment.topics(),
                deployment.schemas(),
                spec)
            .tallies();
    List<CountKey> different =
        reference.keySet().stream()
            .filter(key -> !answered(reference.get(key)).equals(counts.answer(key)))
            .toList();
    assertThat(different).isEmpty();
    say(startedNs, "counted: %d windows", counts.tallies().size());
    return counts;
  }

  /** What the live side answers of a tally. */
  private static Tally answered(Tally tally) {
    return new Tally(tally.live(), tally.late(), Tally.ZERO.expired());
  }
}
