package dev.tandem.streams.topology;

import dev.tandem.counting.ArrivalWatermark;
import java.nio.ByteBuffer;

/**
 * A source's part of the arrival watermark in the watermarks store: what it is doing, and its
 * heartbeat.
 */
final class WatermarkFormat {
  private static final byte FOLLOWING = 0;
  private static final byte IN_SNAPSHOT = 1;
  private static final byte RETIRED = 2;

  private WatermarkFormat() {}

  static byte[] write(ArrivalWatermark.Source source) {
    return ByteBuffer.allocate(1 + Long.BYTES)
        .put(source.retired() ? RETIRED : source.inSnapshot() ? IN_SNAPSHOT : FOLLOWING)
        .putLong(source.heartbeatMs())
        .array();
  }

  static ArrivalWatermark.Source read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte doing = buffer.get();
    return new ArrivalWatermark.Source(doing == IN_SNAPSHOT, buffer.getLong(), doing == RETIRED);
  }
}
