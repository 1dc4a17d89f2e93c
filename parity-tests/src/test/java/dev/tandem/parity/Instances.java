package dev.tandem.parity;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** The instances of one live side: they start, join, leave and are killed. */
final class Instances implements AutoCloseable {
  /** One life of an instance. */
  record Life(String instance, int number, int port, Child child) {
    /** What its Kafka clients' ids begin with. */
    String client() {
      return instance + number;
    }
  }

  private final Deployment deployment;
  private final Duration patience;
  private final LiveGroup group;
  private final List<String> options;
  private final Map<String, Life> alive = new TreeMap<>();
  private final Map<String, Life> last = new TreeMap<>();

  /**
   * No instance yet.
   *
   * @param options of every instance
   */
  Instances(Deployment deployment, Duration patience, String... options) {
    this.deployment = deployment;
    this.patience = patience;
    this.group = new LiveGroup(deployment);
    this.options = List.of(options);
  }

  LiveGroup group() {
    return group;
  }

  /** Those that nobody has ended. */
  synchronized List<Life> alive() {
    return new ArrayList<>(alive.values());
  }

  synchronized boolean isAlive(Life life) {
    return alive.containsValue(life);
  }

  /** Starts an instance, with the state and the port that it had before. */
  synchronized Life start(String name) throws IOException {
    Optional<Life> before = Optional.ofNullable(last.get(name));
    int number = before.map(Life::number).orElse(0) + 1;
    int port = before.map(Life::port).orElseGet(FreePort::find);
    Life life = new Life(name, number, port, deployment.streamsApp(name, number, port, options));
    alive.put(name, life);
    last.put(name, life);
    return life;
  }

  void awaitWorking(Life life) {
    awaiting(life.client() + " at work", () -> group.works(life.client()));
  }

  /** SIGKILL. */
  Life kill(String name) throws InterruptedException {
    Life life = remove(name);
    life.child().kill();
    return life;
  }

  /** SIGTERM, and waits until it has ended. */
  Life stop(String name) throws InterruptedException {
    Life life = remove(name);
    int unused = life.child().stop();
    return life;
  }

  private synchronized Life remove(String name) {
    return alive.remove(name);
  }

  /** Waits until the others have what it had. */
  void awaitWithout(Life life) {
    awaiting("life without " + life.client(), () -> group.managesWithout(life.client()));
  }

  /** Waits until all that stands in the log now is counted. */
  void awaitCounted() {
    Map<TopicPartition, Long> ends = group.logEnds();
    awaiting("counting", () -> group.hasCounted(ends));
  }

  void awaiting(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(patience)
        .until(
            () -> {
              alive().forEach(life -> life.child().check());
              return condition.call();
            });
  }

  @Override
  public void close() {
    group.close();
  }
}
