package dev.tandem.parity;

import static dev.tandem.parity.Deployment.say;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/**
 * Kills one app at given points of its way through the log, and starts it again at once by the same
 * command. Leaves it running.
 */
final class AppKills implements Callable<Void> {
  private final Starting starting;
  private final EngineWatch watch;
  private final String engine;
  private final long[] points;
  private final Duration patience;
  private final long startedNs;
  private volatile Child running;

  /** Starts the app. */
  interface Starting {
    /**
     * Starts a process.
     *
     * @param life tells its processes apart
     */
    Child start(int life) throws IOException;
  }

  /**
   * Prepares the kills.
   *
   * @param engine as it publishes its progress
   * @param points to kill it at, in records taken
   * @param patience from one point to the next
   */
  AppKills(
      Starting starting,
      EngineWatch watch,
      String engine,
      long[] points,
      Duration patience,
      long startedNs) {
    this.starting = starting;
    this.watch = watch;
    this.engine = engine;
    this.points = points.clone();
    this.patience = patience;
    this.startedNs = startedNs;
  }

  @Override
  public Void call() throws Exception {
    running = starting.start(1);
    long before = 0;
    for (int kill = 0; kill < points.length; kill++) {
      // Past what it had taken when it was killed last: it has gone on from there.
      long point = Math.max(points[kill], before + 1);
      Awaitility.await(running.name() + " at record " + point)
          .atMost(patience)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> isAlive() && watch.taken(engine) >= point);
      before = watch.taken(engine);
      running.kill();
      say(startedNs, "killed %s, which had taken %d records", running.name(), before);
      watch.forget(engine);
      running = starting.start(kill + 2);
    }
    return null;
  }

  /** True; fails where it has ended by itself. */
  boolean isAlive() {
    running.check();
    return true;
  }

  /** SIGTERM. */
  void stop() throws InterruptedException {
    assertThat(running.stop()).as(running::tail).isIn(0, 143);
  }
}
