package dev.tandem.streams.changes;

import dev.tandem.counting.CountKey;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which changes a listener wants.
 *
 * @param metric the metric's id
 * @param values by a dimension's place in the metric, where the listener wants only one
 */
public record ChangeFilter(String metric, SortedMap<Integer, String> values) {
  public ChangeFilter {
    values = new TreeMap<>(values);
  }

  boolean wants(CountKey key) {
    if (!key.metric().equals(metric)) {
      return false;
    }
    for (Map.Entry<Integer, String> value : values.entrySet()) {
      if (!key.dimensions().get(value.getKey()).equals(value.getValue())) {
        return false;
      }
    }
    return true;
  }
}
