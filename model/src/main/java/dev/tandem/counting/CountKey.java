package dev.tandem.counting;

import java.time.Instant;
import java.util.List;

/**
 * What an answer is about: a metric's id, dimension values, a window.
 *
 * @param metric the {@link Metric#id()}
 */
public record CountKey(String metric, List<String> dimensions, Window window)
    implements Comparable<CountKey> {
  public CountKey {
    dimensions = List.copyOf(dimensions);
  }

  @Override
  public int compareTo(CountKey other) {
    int order = metric.compareTo(other.metric);
    if (order == 0) {
      order = window.compareTo(other.window);
    }
    for (int i = 0; order == 0 && i < Math.min(dimensions.size(), other.dimensions.size()); i++) {
      order = dimensions.get(i).compareTo(other.dimensions.get(i));
    }
    return order != 0 ? order : Integer.compare(dimensions.size(), other.dimensions.size());
  }

  @Override
  public String toString() {
    return metric
        + ' '
        + dimensions
        + " ["
        + Instant.ofEpochMilli(window.startMs())
        + ';'
        + Instant.ofEpochMilli(window.endMs())
        + ')';
  }
}
