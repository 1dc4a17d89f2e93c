package dev.tandem.streams.config;

import java.util.Collection;
import java.util.Comparator;

/** What somebody may have meant. */
final class Nearest {
  private Nearest() {}

  /** The text that takes the fewest letters to change, the first of them in order. */
  static String of(String text, Collection<String> among) {
    return among.stream()
        .min(
            Comparator.<String>comparingInt(other -> distance(text, other))
                .thenComparing(Comparator.naturalOrder()))
        .orElse("");
  }

  /** Levenshtein's: letters to insert, delete or replace. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
