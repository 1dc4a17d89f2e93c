package dev.tandem.localstack.generator.load;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a load has come.
 *
 * @param rows written and committed
 * @param totalRows to be written; 0 for a live stream, which has no end
 * @param rowsPerSecond since the start
 */
public record LoadProgress(long rows, long totalRows, double rowsPerSecond) {

  /** How long the rest will take at the same pace; empty where nobody can say. */
  public Optional<Duration> remaining() {
    return totalRows > 0 && rowsPerSecond > 0
        ? Optional.of(Duration.ofMillis((long) ((totalRows - rows) / rowsPerSecond * 1000)))
        : Optional.empty();
  }
}
