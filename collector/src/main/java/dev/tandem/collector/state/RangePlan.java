package dev.tandem.collector.state;

import dev.tandem.collector.table.KeyRange;
import java.util.Collections;
import java.util.List;

/**
 * How a snapshot is cut, and what of it is not yet in the log.
 *
 * @param id tells it from a plan of the same snapshot that another collector may have made
 * @param rows an estimate
 * @param ranges that together hold every key once
 * @param unfinished indexes of ranges, ascending
 */
public record RangePlan(String id, long rows, List<KeyRange> ranges, List<Integer> unfinished) {
  public RangePlan {
    ranges = List.copyOf(ranges);
    unfinished = List.copyOf(unfinished);
  }

  /** Whether a range is not yet in the log. */
  public boolean isUnfinished(int range) {
    return Collections.binarySearch(unfinished, range) >= 0;
  }

  /** An estimate of the rows in the ranges that are not yet in the log. */
  public long unfinishedRows() {
    return rows * unfinished.size() / ranges.size();
  }
}
