package dev.tandem.localstack.generator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Arrivals of a live stream: row after row at a rate. Whoever writes the rows calls {@link
 * #resume(long, long)} when he has fallen behind; rows already made keep their arrivals. Not safe
 * for several threads.
 */
public final class LiveArrivals implements ArrivalPlan {
  /** How far an arrival may be dated back; well below the collector's arrival slack. */
  private static final long DATED_BACK_MS = 20_000;

  private static final int STRETCHES_KEPT = 1_000;

  /** Rows from an index on, from a time on. */
  private record Stretch(long fromIndex, long fromMs) {}

  private final long firstIndex;
  private final double msPerRow;
  private final Deque<Stretch> newestFirst = new ArrayDeque<>();

  /**
   * @param firstIndex of the stream's first row
   * @param startMs when that row arrives
   * @param rowsPerSecond more than 0
   */
  public LiveArrivals(long firstIndex, long startMs, double rowsPerSecond) {
    if (!(rowsPerSecond > 0)) {
      throw new IllegalArgumentException(
          "a live stream needs more than 0 rows per second: rate=" + rowsPerSecond);
    }
    this.firstIndex = firstIndex;
    this.msPerRow = 1000 / rowsPerSecond;
    newestFirst.addFirst(new Stretch(firstIndex, startMs));
  }

  /** From this row on, rows arrive at the rate again, beginning at this time. */
  public void resume(long index, long nowMs) {
    newestFirst.addFirst(new Stretch(index, nowMs));
    if (newestFirst.size() > STRETCHES_KEPT) {
      newestFirst.removeLast();
    }
  }

  /** How many rows have arrived by a time: the index of the first one that has not. */
  public long dueBefore(long nowMs) {
    Stretch newest = newestFirst.getFirst();
    long past = (long) Math.floor((nowMs - newest.fromMs) / msPerRow) + 1;
    return newest.fromIndex + Math.max(0, past);
  }

  @Override
  public long firstIndex() {
    return firstIndex;
  }

  @Override
  public long plannedMs(long index, boolean retail) {
    Iterator<Stretch> stretches = newestFirst.iterator();
    Stretch stretch = stretches.next();
    while (stretch.fromIndex > index && stretches.hasNext()) {
      stretch = stretches.next();
    }
    return stretch.fromMs + (long) ((index - stretch.fromIndex) * msPerRow);
  }

  @Override
  public long earliestMs(long index) {
    return plannedMs(index, false) - DATED_BACK_MS;
  }

  @Override
  public long latestMs(long index) {
    return plannedMs(index, false);
  }
}
