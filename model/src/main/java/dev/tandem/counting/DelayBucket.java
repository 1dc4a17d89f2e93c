package dev.tandem.counting;

import dev.tandem.domain.Times;
import java.util.ArrayList;
import java.util.List;

/**
 * The buckets of the {@code delay} dimension (domain sheet, section 12, M3): {@code <0}, then
 * half-open {@code <1s <10s <1m <5m <1h <6h <24h <3d <7d <30d <90d <1y} (a year of 365 days) and
 * {@code >=1y}. Empty where the time of issue is not known.
 */
public enum DelayBucket {
  BEFORE_ISSUE("<0", 0),
  S1("<1s", 1_000),
  S10("<10s", 10_000),
  M1("<1m", 60_000),
  M5("<5m", 300_000),
  H1("<1h", 3_600_000),
  H6("<6h", 21_600_000),
  H24("<24h", 86_400_000),
  D3("<3d", 3 * 86_400_000L),
  D7("<7d", 7 * 86_400_000L),
  D30("<30d", 30 * 86_400_000L),
  D90("<90d", 90 * 86_400_000L),
  Y1("<1y", 365 * 86_400_000L),
  OLDER(">=1y", Long.MAX_VALUE);

  private final String text;
  private final long belowMs;

  DelayBucket(String text, long belowMs) {
    this.text = text;
    this.belowMs = belowMs;
  }

  static String of(long delayMs) {
    if (!Times.isPresent(delayMs)) {
      return "";
    }
    for (DelayBucket bucket : values()) {
      if (delayMs < bucket.belowMs) {
        return bucket.text;
      }
    }
    return OLDER.text;
  }

  /** The values the dimension can have, besides the empty text. */
  static List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (DelayBucket bucket : values()) {
      texts.add(bucket.text);
    }
    return texts;
  }
}
