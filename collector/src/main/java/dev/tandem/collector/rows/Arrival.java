package dev.tandem.collector.rows;

import dev.tandem.domain.Times;
import java.util.OptionalLong;

/**
 * When a row arrived (contract, section 1).
 *
 * @param ms epoch milliseconds, cut down from the microseconds a database keeps
 * @param assumed an arrival column is named, but null, infinite or out of range in this row
 */
public record Arrival(long ms, boolean assumed) {

  /** Where no arrival column is named: the row's commit time, or when the slot was created. */
  public static Arrival of(long fallbackMs) {
    return new Arrival(fallbackMs, false);
  }

  /**
   * Where an arrival column is named.
   *
   * @param columnMs its value, in range or not; empty where that is null or infinite
   */
  public static Arrival of(OptionalLong columnMs, long fallbackMs) {
    return columnMs.isPresent() && Times.inRange(columnMs.getAsLong())
        ? new Arrival(columnMs.getAsLong(), false)
        : new Arrival(fallbackMs, true);
  }
}
