package dev.tandem.parity;

import static dev.tandem.parity.Deployment.say;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * Kills instances of the live side in turn: some are missed until the others take over, some start
 * again at once where they were. A third one joins and leaves between.
 */
final class LiveSideKills {
  private final Deployment deployment;
  private final long startedNs;
  private final Duration patience;
  private final Map<String, Child> running = new TreeMap<>();
  private final Map<String, Integer> ports = new TreeMap<>();
  private final Map<String, Integer> lives = new TreeMap<>();

  LiveSideKills(Deployment deployment, long startedNs, Duration patience) {
    this.deployment = deployment;
    this.startedNs = startedNs;
    this.patience = patience;
  }

  /** Leaves instances a and b running. */
  Void run() throws Exception {
    start("a");
    start("b");
    try (LiveGroup group = new LiveGroup(deployment)) {
      awaitWorking(group, "a");
      awaitWorking(group, "b");
      killAndTakeOver(group, "a");
      start("a");
      awaitWorking(group, "a");
      killAndRestart(group, "b");
      start("c");
      awaitWorking(group, "c");
      killAndTakeOver(group, "a");
      start("a");
      awaitWorking(group, "a");
      leave(group, "c");
      killAndRestart(group, "b");
    }
    return null;
  }

  private void start(String instance) throws IOException {
    int port = ports.computeIfAbsent(instance, name -> Deployment.freePort());
    int life = lives.merge(instance, 1, Integer::sum);
    running.put(instance, deployment.streamsApp(instance, life, port));
  }

  private String client(String instance) {
    return instance + lives.get(instance);
  }

  private void awaitWorking(LiveGroup group, String instance) {
    awaiting(instance + " at work", () -> group.works(client(instance)));
    say(startedNs, "instance %s is at work", instance);
  }

  /** The others take its tasks over. */
  private void killAndTakeOver(LiveGroup group, String instance) throws InterruptedException {
    Killed killed = kill(group, instance);
    awaiting("life without " + instance, () -> group.managesWithout(killed.client()));
    awaitCounting(group, killed);
  }

  /** It finds its state again. */
  private void killAndRestart(LiveGroup group, String instance) throws Exception {
    Killed killed = kill(group, instance);
    start(instance);
    awaiting(instance + " at work", () -> group.works(client(instance)));
    awaitCounting(group, killed);
  }

  private record Killed(String instance, String client, long atNs) {}

  private Killed kill(LiveGroup group, String instance) throws InterruptedException {
    Map<TopicPartition, Long> ends = group.logEnds();
    awaiting("counting", () -> group.hasCounted(ends));
    awaiting(instance + " at work", () -> group.works(client(instance)));
    Killed killed = new Killed(instance, client(instance), System.nanoTime());
    running.remove(instance).kill();
    say(startedNs, "killed instance %s of the live side", instance);
    return killed;
  }

  private void awaitCounting(LiveGroup group, Killed killed) {
    Map<TopicPartition, Long> ends = group.logEnds();
    awaiting("counting", () -> group.hasCounted(ends));
    say(
        startedNs,
        "  all is counted again %.1f s after instance %s was killed",
        (System.nanoTime() - killed.atNs()) / 1e9,
        killed.instance());
  }

  private void leave(LiveGroup group, String instance) throws InterruptedException {
    String client = client(instance);
    int unused = running.remove(instance).stop();
    awaiting("life without " + instance, () -> group.managesWithout(client));
    say(startedNs, "instance %s has left", instance);
  }

  private void awaiting(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(patience)
        .until(
            () -> {
              running.values().forEach(Child::check);
              return condition.call();
            });
  }
}
