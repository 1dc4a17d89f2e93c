package dev.tandem.collector.pace;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a snapshot's readers keep to, all of them together.
 *
 * @param maxRowsPerSecond at least 1
 * @param maxLagBytes back off while a replication connection is further behind than this
 * @param maxActive back off while more sessions than this are active, the collector's own aside
 */
public record PaceSettings(
    OptionalLong maxRowsPerSecond, OptionalLong maxLagBytes, OptionalInt maxActive) {
  /** As fast as can be. */
  public static final PaceSettings UNLIMITED =
      new PaceSettings(OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty());

  /** Whether it backs off by anything. */
  public boolean backsOff() {
    return maxLagBytes.isPresent() || maxActive.isPresent();
  }
}
