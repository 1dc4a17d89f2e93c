package dev.tandem.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work that begins together and ends together: the first failure ends the rest. */
final class Together {
  private Together() {}

  /** Runs until a signal. */
  interface Work {
    void run() throws Exception;
  }

  /**
   * Runs all work, each in a thread of its own, and waits for all of it.
   *
   * @param over ends the work; given here where some of it fails
   * @throws RuntimeException the first failure, the others suppressed in it
   */
  static void run(StopSignal over, Work... works) throws InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    List<RuntimeException> failures = new ArrayList<>();
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Work work : works) {
        running.add(threads.submit(() -> run(over, work, failures)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("no failure comes this way", e);
    } finally {
      // After an interrupt, they are not waited for.
      over.give();
      threads.shutdownNow();
    }
    synchronized (failures) {
      if (!failures.isEmpty()) {
        RuntimeException first = failures.get(0);
        failures.subList(1, failures.size()).forEach(first::addSuppressed);
        throw first;
      }
    }
  }

  private static void run(StopSignal over, Work work, List<RuntimeException> failures) {
    try {
      work.run();
    } catch (Exception e) {
      synchronized (failures) {
        failures.add(e instanceof RuntimeException known ? known : new IllegalStateException(e));
      }
      over.give();
    }
  }
}
