package dev.tandem.localstack.generator;

/**
 * Says when rows arrive. A plan must answer the same for the same row for as long as rows that
 * refer to it are made. Times are epoch milliseconds.
 */
public sealed interface ArrivalPlan permits SpreadArrivals, LiveArrivals {

  /** The first row of the load; none before it is ever referred to. */
  long firstIndex();

  /** When a row arrives if nothing else is wanted of it. */
  long plannedMs(long index, boolean retail);

  /** The earliest arrival that the row may be given. */
  long earliestMs(long index);

  /** The latest arrival that the row may be given. */
  long latestMs(long index);

  /** The allowed arrival nearest to a wanted one. */
  default long allowedMs(long index, long wantedMs) {
    return Math.max(earliestMs(index), Math.min(latestMs(index), wantedMs));
  }

  /** An allowed arrival some time after another one, sooner where it would not be allowed. */
  default long laterMs(long index, long afterMs, long delayMs) {
    long latestMs = latestMs(index);
    long wantedMs =
        afterMs + delayMs <= latestMs
            ? afterMs + delayMs
            : afterMs + delayMs % Math.max(1, latestMs - afterMs);
    return allowedMs(index, wantedMs);
  }
}
