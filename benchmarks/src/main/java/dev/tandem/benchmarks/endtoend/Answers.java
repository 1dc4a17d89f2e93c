package dev.tandem.benchmarks.endtoend;

import dev.tandem.counting.CountKey;
import java.time.Duration;

/** Tells when a window counts a number of documents. */
interface Answers extends AutoCloseable {
  /**
   * Waits until a window counts so many documents or more.
   *
   * @return how many it counts, or fewer where they were not counted in time
   */
  long await(CountKey window, long documents, Duration patience) throws InterruptedException;

  @Override
  void close() throws InterruptedException;
}
