package dev.tandem.collector.pace;

import java.util.function.LongSupplier;

/**
 * The pace of all of a source's readers: a rate they share, and the share of their time in which
 * they may read. Thread-safe.
 */
public final class Pace {
  /** Waits, at most this long. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(long nanos) throws InterruptedException;
  }

  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private final RowRate rate;
  private final BackOff backOff = new BackOff();

  /**
   * A pace.
   *
   * @param nanoTime such as {@code System::nanoTime}
   * @param sleeper may return early where reading is to end
   */
  public Pace(PaceSettings settings, LongSupplier nanoTime, Sleeper sleeper) {
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
    this.rate = new RowRate(settings.maxRowsPerSecond());
  }

  /** A pace that holds nobody up. */
  public static Pace unlimited() {
    return new Pace(PaceSettings.UNLIMITED, System::nanoTime, nanos -> {});
  }

  /** The share of their time in which readers may read now, more than 0 and up to 1. */
  public double share() {
    return backOff.share();
  }

  /** To be told about once a second whether the database has more to do than it should. */
  public void observe(boolean busy) {
    backOff.observe(busy);
  }

  /** One more reader, which begins now. */
  public Reader reader() {
    return new Reader();
  }

  /** One thread's part in it; not thread-safe. */
  public final class Reader {
    /** Shorter waits are saved up, as no sleep is that short. */
    private static final long LEAST_SLEEP_NANOS = 5_000_000;

    private long workingSince = nanoTime.getAsLong();
    private long owedNanos;

    private Reader() {}

    /** Waits until the next row may be read. Interrupted, it stays so and does not wait. */
    public void awaitTurn() {
      long now = nanoTime.getAsLong();
      owedNanos += backOff.pauseNanos(now - workingSince);
      long waitNanos = Math.max(owedNanos, rate.reserve(now));
      if (waitNanos >= LEAST_SLEEP_NANOS) {
        owedNanos = 0;
        try {
          sleeper.sleep(waitNanos);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      workingSince = nanoTime.getAsLong();
    }
  }
}
