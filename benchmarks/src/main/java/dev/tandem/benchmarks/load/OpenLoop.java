package dev.tandem.benchmarks.load;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Sends what is due, whatever came of what was sent before. */
final class OpenLoop {
  private final Time time;
  private final Sender sender;
  private final BooleanSupplier goesOn;

  /** The clock, and waiting by it. */
  interface Time {
    /** That of this JVM. */
    Time REAL =
        new Time() {
          private static final long TICK_NS = 500_000;

          @Override
          public long nowNs() {
            return System.nanoTime();
          }

          @Override
          public void idle() {
            LockSupport.parkNanos(TICK_NS);
          }
        };

    long nowNs();

    /** Waits a moment. */
    void idle();
  }

  /** What sends. */
  interface Sender {
    /**
     * Sends the next capture.
     *
     * @return false where there is none left
     */
    boolean send(long intendedNs);
  }

  /**
   * @param goesOn asked before each capture, and while none is due
   */
  OpenLoop(Time time, Sender sender, BooleanSupplier goesOn) {
    this.time = time;
    this.sender = sender;
    this.goesOn = goesOn;
  }

  /**
   * Sends as long as it goes on.
   *
   * @return how many captures were sent
   */
  long run(Schedule schedule) {
    long sent = 0;
    boolean more = true;
    while (more && goesOn.getAsBoolean()) {
      long due = schedule.dueAt(time.nowNs());
      while (more && sent < due && goesOn.getAsBoolean()) {
        more = sender.send(schedule.intendedNs(sent));
        sent += more ? 1 : 0;
      }
      time.idle();
    }
    return sent;
  }
}
