package dev.tandem.collector;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a collector to end; once given it stays given. */
final class StopSignal {
  private final CountDownLatch given = new CountDownLatch(1);
  private final List<Runnable> whenGiven = new CopyOnWriteArrayList<>();

  /** Gives it, and runs what waits for it. */
  void give() {
    given.countDown();
    whenGiven.forEach(Runnable::run);
  }

  /** Runs something once the signal is given, in the thread that gives it; perhaps twice. */
  void onGiven(Runnable action) {
    whenGiven.add(action);
    if (isGiven()) {
      action.run();
    }
  }

  boolean isGiven() {
    return given.getCount() == 0;
  }

  /** Waits for the signal, at most this long; tells whether it was given. */
  boolean await(Duration atMost) throws InterruptedException {
    return given.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for the signal. */
  void await() throws InterruptedException {
    given.await();
  }
}
