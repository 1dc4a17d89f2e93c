package dev.tandem.localstack.check;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import java.util.Map;

/**
 * A part of a window about which opinions differ.
 *
 * @param values of every opinion that answers the part, by its name, in the order of the opinions
 */
public record Difference(CountKey key, Part part, Map<String, Measures> values) {
  @Override
  public String toString() {
    return key + " " + part.text() + ": " + values;
  }
}
