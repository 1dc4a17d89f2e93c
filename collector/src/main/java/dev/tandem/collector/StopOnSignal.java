package dev.tandem.collector;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends the program in order when it gets SIGTERM or Ctrl-C, with the exit code of its work rather
 * than the signal's.
 */
final class StopOnSignal {
  private static final long PATIENCE_SECONDS = 30;
  private static final int FAILED = 1;

  private final StopSignal stop = new StopSignal();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger code = new AtomicInteger(FAILED);

  StopOnSignal() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "stop on signal"));
  }

  StopSignal stop() {
    return stop;
  }

  /** Ends the program, as its work is over; does not return. */
  void exit(int exitCode) {
    code.set(exitCode);
    ended.countDown();
    // Where a signal came first, this waits for the hook, which has been waiting for the line
    // above.
    System.exit(exitCode);
  }

  private void shutDown() {
    if (ended.getCount() == 0) {
      return;
    }
    stop.give();
    try {
      boolean inTime = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Runtime.getRuntime().halt(inTime ? code.get() : FAILED);
    } catch (InterruptedException e) {
      Runtime.getRuntime().halt(FAILED);
    }
  }
}
