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

/** Kills the collector three times in its snapshot, at the hand-over, and three times after it. */
final class CollectorKills {
  private static final int KILLS = 3;
  private static final int FEW = 50;

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
    for (int kill = 1; kill <= KILLS; kill++) {
      // Together less than the whole of it, should nothing have to be read twice.
      gate.holdAfter((long) (bytes * (0.1 + 0.2 * random.nextDouble())));
      start();
      long before = log.look().captures();
      awaiting("the snapshot", () -> log.look().isInSnapshot() && gate.isHolding());
      awaiting("captures", () -> log.look().captures() > before + FEW);
      killed("in the snapshot, after %d captures", log.captures() - before);
      gate.open();
    }
    start();
    awaiting("the snapshot's end", () -> log.look().isSnapshotFinishing());
    killed("at the hand-over, after %d captures", log.captures());
    for (int kill = 1; kill <= KILLS; kill++) {
      start();
      awaitStreaming();
      killed("in the change stream, after %d captures from it", log.streamed());
    }
    start();
    awaitStreaming();
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

  private void start() throws IOException {
    lives++;
    running = deployment.collector(Integer.toString(lives), gate.port());
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

  /** Everything from before this life is in the log, and some of what came since. */
  private void awaitStreaming() throws SQLException {
    long fromNs = System.nanoTime();
    long nowMs = table.nowMs();
    awaiting("the change stream", () -> log.look().isDelivered(nowMs));
    say(
        startedNs,
        "  collector %d has caught up %.1f s after it was started",
        lives,
        since(fromNs));
    long streamed = log.streamed();
    awaiting("changes", () -> log.look().streamed() > streamed + FEW);
  }

  private void killed(String where, Object... values) throws InterruptedException {
    running.kill();
    say(startedNs, "killed collector %d " + where, prepend(lives, values));
  }

  private static Object[] prepend(Object first, Object... more) {
    Object[] all = new Object[more.length + 1];
    all[0] = first;
    System.arraycopy(more, 0, all, 1, more.length);
    return all;
  }

  private static double since(long fromNs) {
    return (System.nanoTime() - fromNs) / 1e9;
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
