package dev.tandem.parity;

import static dev.tandem.parity.Deployment.say;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/**
 * Kills the collector three times in its snapshot, at the hand-over, and three times in its change
 * stream; then cuts one off.
 */
final class CollectorKills {
  private static final int KILLS = 3;
  private static final int FEW = 50;
  private static final int RANGES = 12;
  private static final int READERS = 2;

  private final Deployment deployment;
  private final ChangingTable table;
  private final Random random;
  private final long startedNs;
  private final Duration patience;
  private final Gate gate;
  private LogWatch log;
  private Child running;
  private int lives;

  CollectorKills(
      Deployment deployment, ChangingTable table, Random random, long startedNs, Duration patience)
      throws IOException {
    this.deployment = deployment;
    this.table = table;
    this.random = random;
    this.startedNs = startedNs;
    this.patience = patience;
    this.gate = new Gate(deployment.databasePort());
  }

  /** Leaves a collector running. */
  void run() throws Exception {
    long bytes = table.xmlBytes();
    for (int kill = 1; kill < KILLS; kill++) {
      // Many ranges; then so few readers that some of them are finished before the next kill.
      startIntoSnapshot(bytes, kill == 1 ? RANGES : READERS);
      killed("in the snapshot, after %d captures", log.captures());
      gate.open();
    }
    startIntoSnapshot(bytes, READERS);
    Child held = running;
    // Not held, it takes the ranges that the other has not claimed, and then all.
    start(deployment.databasePort(), READERS);
    awaitStandingBy();
    kill(held, "in the snapshot, which another one shares, after %d captures", log.captures());
    gate.open();
    awaiting("the snapshot's end", () -> log.look().isSnapshotFinishing());
    killed("at the hand-over, after %d captures", log.captures());
    start(gate.port(), READERS);
    awaitStreaming();
    killed("in the change stream, after %d captures from it", log.streamed());
    start(gate.port(), READERS);
    for (int kill = 2; kill <= KILLS; kill++) {
      awaitStreaming();
      Child owner = running;
      start(gate.port(), READERS);
      awaitStandingBy();
      kill(
          owner,
          "in the change stream, another one standing by, after %d captures from it",
          log.streamed());
    }
    awaitStreaming();
    cutOff();
    awaitStreaming();
  }

  /**
   * A collector that the database has given up loses the source to the one that stands by. It is
   * not dead: it stands by itself when it hears of the database again, and takes over in its turn.
   */
  private void cutOff() throws Exception {
    Child owner = running;
    start(deployment.databasePort(), READERS);
    awaitStandingBy();
    gate.cutOff();
    say(startedNs, "cut %s off from the database", owner.name());
    awaitStreaming();
    gate.open();
    killed("in the change stream, after %d captures from it", log.streamed());
    running = owner;
  }

  /** Reads some of the table and is held there. */
  private void startIntoSnapshot(long bytes, int readers) throws IOException {
    // Three times that is less than the whole of it.
    gate.holdAfter((long) (bytes * (0.1 + 0.2 * random.nextDouble())));
    start(gate.port(), readers);
    long before = log.look().captures();
    awaiting("the snapshot", () -> log.look().isInSnapshot() && gate.isHolding());
    awaiting("captures", () -> log.look().captures() > before + FEW);
  }

  private void awaitStandingBy() {
    awaiting("standing by", () -> log.look() != null && running.hasSaid("standing by"));
  }

  /**
   * Stops the collector once all is in the log that was committed before a time, and nobody writes.
   */
  LogWatch finish(long timeMs) throws Exception {
    awaiting("the last changes", () -> log.look().isDelivered(timeMs));
    assertThat(running.stop()).as(running.tail()).isZero();
    gate.close();
    log.lookToTheEnd();
    log.close();
    return log;
  }

  private void start(int databasePort, int readers) throws IOException {
    lives++;
    running =
        deployment.collector(
            Integer.toString(lives), databasePort, "--readers", Integer.toString(readers));
    if (log == null) {
      awaiting("the log", this::hasLog);
      log =
          new LogWatch(
              deployment.kafka(), deployment.topics(), deployment.schemas(), Deployment.PARTITIONS);
    }
  }

  private boolean hasLog() throws Exception {
    try (Admin admin = Admin.create(deployment.kafka())) {
      return admin.listTopics().names().get().contains(deployment.topics().captures());
    }
  }

  /** All from before now is in the log, and some of what came since. */
  private void awaitStreaming() throws SQLException {
    long nowNs = System.nanoTime();
    long nowMs = table.nowMs();
    awaiting("the change stream", () -> log.look().isDelivered(nowMs));
    say(
        startedNs,
        "  %s delivers changes %.1f s after it was started, or the one before it killed",
        running.name(),
        (System.nanoTime() - nowNs) / 1e9);
    long streamed = log.streamed();
    awaiting("changes", () -> log.look().streamed() > streamed + FEW);
  }

  private void killed(String where, long captures) throws InterruptedException {
    kill(running, where, captures);
  }

  private void kill(Child collector, String where, long captures) throws InterruptedException {
    collector.kill();
    say(startedNs, "killed %s " + where, collector.name(), captures);
  }

  private void awaiting(String what, Callable<Boolean> condition) {
    Awaitility.await(what + " of " + running.name())
        .atMost(patience)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              running.check();
              return condition.call();
            });
  }
}
