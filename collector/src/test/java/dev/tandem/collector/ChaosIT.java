package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.domain.Mark;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random sequences of what can be done to a table and its publication, with rows in between, while
 * the collector runs or is stopped. Each ends with every row in the log, or with a stop whose
 * printed way out leads there; and no heartbeat that was written is ahead of a row that is missing.
 *
 * <p>{@code -Dchaos.sequences=N} for more of them, {@code -Dchaos.seed=N} for the same again.
 */
class ChaosIT {
  private static final int SEQUENCES = Integer.getInteger("chaos.sequences", 20);
  private static final long SEED = Long.getLong("chaos.seed", 12);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String[] FLAGS = {
    "--table=public.documents", "--xml-column=xml", "--arrival-column=received_at"
  };

  /** A way out may come upon something else that was done meanwhile. */
  private static final int WAYS_OUT = 4;

  private static final int MOST_STEPS = 5;

  private Fixture fixture;
  private ChaosTable table;
  private Fixture.Running running;
  private int stops;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldLoseNothingInSilence(boolean partitioned) throws Exception {
    Random random = new Random(SEED + (partitioned ? 1 : 0));
    try (Fixture opened = new Fixture()) {
      fixture = opened;
      table = new ChaosTable(fixture, random, partitioned);
      running = fixture.start(FLAGS);
      fixture.awaitDelivery(running);
      for (int sequence = 0; sequence < SEQUENCES / 2; sequence++) {
        table.begin();
        sequence(random);
        assertThat(captured()).as(doing(sequence)).containsAll(table.held());
        keepsItsPromise(doing(sequence));
      }
      assertThat(stops).as("stops in %s sequences", SEQUENCES / 2).isPositive();
      assertThat(fixture.rejections()).isEmpty();
    }
  }

  private String doing(int sequence) {
    return "chaos.seed "
        + SEED
        + ", sequence "
        + sequence
        + ": "
        + String.join("; ", table.history());
  }

  private void sequence(Random random) throws Exception {
    boolean stopped = random.nextInt(4) == 0;
    if (stopped) {
      running.stop();
    }
    for (int steps = 1 + random.nextInt(MOST_STEPS); steps > 0; steps--) {
      table.step();
    }
    if (stopped) {
      running = fixture.start(FLAGS);
    }
    deliver();
    for (int ways = 0; running.code.isDone(); ways++) {
      assertThat(ways).as("ways out after %s", table.history()).isLessThan(WAYS_OUT);
      stops++;
      keepsItsPromise("before the way out after " + table.history());
      takeTheWayOut(running.errors.toString());
      running = fixture.start(FLAGS);
      deliver();
    }
  }

  /** Until a heartbeat is newer than all that was done, or the collector has stopped. */
  private void deliver() throws Exception {
    long nowMs =
        Long.parseLong(
            fixture.query("SELECT ceil(extract(epoch FROM clock_timestamp()) * 1000)::bigint"));
    await()
        .atMost(PATIENCE)
        .until(() -> running.code.isDone() || Fixture.delivered(fixture.marks(0), nowMs));
  }

  /** What the message says, as a user would do it. */
  private void takeTheWayOut(String message) throws Exception {
    String now = message;
    for (int ways = 0; ; ways++) {
      assertThat(now).as("after %s", table.history()).doesNotContain("\tat ");
      assertThat(ways).as("ways out of %s after %s", now, table.history()).isLessThan(WAYS_OUT);
      List<String> statements = WayOut.statements(now);
      for (String sql : statements) {
        fixture.sql(sql);
      }
      if (!now.contains("collector resnapshot")) {
        assertThat(statements).as("a way out of %s after %s", now, table.history()).isNotEmpty();
        return;
      }
      Fixture.Running resnapshot = fixture.resnapshot(FLAGS);
      if (resnapshot.await() == 0) {
        table.forgetWhatIsGone(captured());
        return;
      }
      now = resnapshot.errors.toString();
    }
  }

  /** No heartbeat in the log is ahead of a row that is not. */
  private void keepsItsPromise(String when) {
    List<Mark> marks = fixture.marks(0);
    long heartbeatMs =
        marks.stream()
            .filter(mark -> mark.kind() == Mark.Kind.HEARTBEAT)
            .mapToLong(Mark::timeMs)
            .max()
            .orElse(0);
    assertThat(captured()).as(when).containsAll(table.seenBefore(heartbeatMs));
  }

  private Set<String> captured() {
    return fixture.rowVersions();
  }
}
