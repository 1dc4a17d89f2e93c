package dev.tandem.streams.topology;

import dev.tandem.counting.ArrivalWatermark;
import java.nio.ByteBuffer;

/**
 * A source's part of the arrival watermark in the watermarks store: whether it is in its snapshot,
 * and its heartbeat.
 */
final class WatermarkFormat {
  private WatermarkFormat() {}

  static byte[] write(ArrivalWatermark.Source source) {
    return ByteBuffer.allocate(1 + Long.BYTES)
        .put((byte) (source.inSnapshot() ? 1 : 0))
        .putLong(source.heartbeatMs())
        .array();
  }

  static ArrivalWatermark.Source read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new ArrivalWatermark.Source(buffer.get() == 1, buffer.getLong());
  }
}
