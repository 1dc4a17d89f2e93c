package dev.tandem.parity;

import static dev.tandem.parity.Deployment.say;

import dev.tandem.parity.Instances.Life;

/**
 * Kills instances of the live side in turn: some are missed until the others take over, some start
 * again at once where they were. A third one joins and leaves between.
 */
final class LiveSideKills {
  private final Instances instances;
  private final long startedNs;

  LiveSideKills(Instances instances, long startedNs) {
    this.instances = instances;
    this.startedNs = startedNs;
  }

  /** Leaves instances a and b running. */
  Void run() throws Exception {
    Life a = instances.start("a");
    join(instances.start("b"));
    join(a);
    killAndTakeOver("a");
    join(instances.start("a"));
    killAndRestart("b");
    join(instances.start("c"));
    killAndTakeOver("a");
    join(instances.start("a"));
    Life left = instances.stop("c");
    instances.awaitWithout(left);
    say(startedNs, "instance c of the live side has left");
    killAndRestart("b");
    return null;
  }

  private void join(Life life) {
    instances.awaitWorking(life);
    say(startedNs, "instance %s of the live side is at work", life.instance());
  }

  /** The others take its tasks over. */
  private void killAndTakeOver(String name) throws Exception {
    instances.awaitCounted();
    Life killed = instances.kill(name);
    long killedNs = killed(killed);
    instances.awaitWithout(killed);
    counted(killed, killedNs);
  }

  /** It finds its state again. */
  private void killAndRestart(String name) throws Exception {
    instances.awaitCounted();
    Life killed = instances.kill(name);
    long killedNs = killed(killed);
    instances.awaitWorking(instances.start(name));
    counted(killed, killedNs);
  }

  private long killed(Life life) {
    say(startedNs, "killed instance %s of the live side", life.instance());
    return System.nanoTime();
  }

  private void counted(Life life, long killedNs) {
    instances.awaitCounted();
    say(
        startedNs,
        "  all is counted again %.1f s after instance %s was killed",
        (System.nanoTime() - killedNs) / 1e9,
        life.instance());
  }
}
