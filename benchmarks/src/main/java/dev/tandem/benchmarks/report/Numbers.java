package dev.tandem.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as the report shows them: three digits, from 1,000 on whole. */
final class Numbers {
  private static final MathContext THREE = new MathContext(3);

  private Numbers() {}

  static String text(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String text(double value) {
    if (!Double.isFinite(value)) {
      return "none";
    }
    if (value == 0) {
      return "0";
    }
    if (Math.abs(value) >= 999.5) {
      return text(Math.round(value));
    }
    return new BigDecimal(value).round(THREE).toPlainString();
  }
}
