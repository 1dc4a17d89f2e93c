package dev.tandem.localstack.check;

import java.util.Map;

/**
 * A class of captures of which opinions count different numbers.
 *
 * @param counts of every opinion that says, by its name, in the order of the opinions
 */
public record QualityDifference(String qualityClass, Map<String, Long> counts) {
  @Override
  public String toString() {
    return qualityClass + ": " + counts;
  }
}
