package dev.tandem.streams.topology;

import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.wire.WireException;
import java.nio.ByteBuffer;

/** The values of the tallies store: a version byte, and the measures of the parts live and late. */
public final class TallyFormat {
  private static final byte VERSION = 1;
  private static final int BYTES = 1 + 8 * Long.BYTES;

  private TallyFormat() {}

  static byte[] write(Tally tally) {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES).put(VERSION);
    put(buffer, tally.live());
    put(buffer, tally.late());
    return buffer.array();
  }

  public static Tally read(byte[] bytes) {
    if (bytes.length != BYTES || bytes[0] != VERSION) {
      throw new WireException("no tally: " + bytes.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    return new Tally(get(buffer), get(buffer), Measures.ZERO);
  }

  static void put(ByteBuffer buffer, Measures measures) {
    buffer
        .putLong(measures.documents())
        .putLong(measures.value())
        .putLong(measures.cancelled())
        .putLong(measures.cancelledValue());
  }

  static Measures get(ByteBuffer buffer) {
    return new Measures(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }
}
