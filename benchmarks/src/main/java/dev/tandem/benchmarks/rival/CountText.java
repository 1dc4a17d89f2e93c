package dev.tandem.benchmarks.rival;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Window;
import java.util.Arrays;
import java.util.List;

/**
 * A count's key as one text, which both engines can group by without more: metric, start and end of
 * the window in epoch milliseconds, and dimension values, each after a separator that XML cannot
 * hold.
 */
final class CountText {
  private static final char SEPARATOR = '\u001f';
  private static final int FIRST_DIMENSION = 3;

  private CountText() {}

  static String of(String metric, List<String> dimensions, Window window) {
    StringBuilder text = new StringBuilder(96).append(metric);
    text.append(SEPARATOR).append(window.startMs()).append(SEPARATOR).append(window.endMs());
    for (String value : dimensions) {
      text.append(SEPARATOR).append(value);
    }
    return text.toString();
  }

  static CountKey parse(String text) {
    List<String> parts = Arrays.asList(text.split(String.valueOf(SEPARATOR), -1));
    return new CountKey(
        parts.get(0),
        parts.subList(FIRST_DIMENSION, parts.size()),
        new Window(Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2))));
  }
}
