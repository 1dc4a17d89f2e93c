package dev.tandem.collector.snapshot;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/** A timestamp, with or without time zone, in binary COPY: microseconds from the year 2000. */
final class CopiedArrival {
  /** From 1970-01-01 to 2000-01-01. */
  private static final long EPOCH_OFFSET_MS = 946_684_800_000L;

  private CopiedArrival() {}

  /** Epoch milliseconds; empty where the field is null or infinite. */
  static OptionalLong epochMs(Optional<byte[]> field) {
    if (field.isEmpty()) {
      return OptionalLong.empty();
    }
    long micros = ByteBuffer.wrap(field.get()).getLong();
    boolean infinite = micros == Long.MAX_VALUE || micros == Long.MIN_VALUE;
    return infinite
        ? OptionalLong.empty()
        : OptionalLong.of(Math.floorDiv(micros, 1000L) + EPOCH_OFFSET_MS);
  }
}
