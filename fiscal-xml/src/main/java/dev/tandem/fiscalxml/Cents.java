package dev.tandem.fiscalxml;

import java.util.OptionalLong;

/** Amounts as the layouts write them: up to 13 digits, a point, up to 2 digits, no sign. */
final class Cents {
  private static final int MAX_WHOLE_DIGITS = 13;

  private Cents() {}

  /** The amount in cents, exactly; empty where the text is no such amount. */
  static OptionalLong parse(String text) {
    int point = text.indexOf('.');
    int whole = point < 0 ? text.length() : point;
    int decimals = point < 0 ? 0 : text.length() - point - 1;
    if (whole == 0 || whole > MAX_WHOLE_DIGITS || (point >= 0 && decimals == 0) || decimals > 2) {
      return OptionalLong.empty();
    }
    long cents = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i == point) {
        continue;
      }
      if (c < '0' || c > '9') {
        return OptionalLong.empty();
      }
      cents = cents * 10 + (c - '0');
    }
    return OptionalLong.of(decimals == 0 ? cents * 100 : decimals == 1 ? cents * 10 : cents);
  }
}
