package dev.tandem.collector.watch;

import java.util.Locale;

/** Amounts of bytes for people, in powers of 1024 as PostgreSQL's settings count them. */
public final class Bytes {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private Bytes() {}

  /** Such as {@code 512 bytes}, {@code 1.5 GB}. */
  public static String text(long bytes) {
    if (Math.abs(bytes) < 1024) {
      return bytes + " bytes";
    }
    double amount = bytes;
    int unit = -1;
    do {
      amount /= 1024;
      unit++;
    } while (Math.abs(amount) >= 1024 && unit < UNITS.length - 1);
    return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }
}
