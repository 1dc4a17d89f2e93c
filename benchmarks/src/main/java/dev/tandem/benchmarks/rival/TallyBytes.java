package dev.tandem.benchmarks.rival;

import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import java.nio.ByteBuffer;

/** A tally as eight numbers of eight bytes: the parts live and late. Rivals answer no more. */
final class TallyBytes {
  private static final int BYTES = 8 * Long.BYTES;

  private TallyBytes() {}

  static byte[] write(Tally tally) {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES);
    put(buffer, tally.live());
    put(buffer, tally.late());
    return buffer.array();
  }

  static Tally read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Tally(measures(buffer), measures(buffer), Measures.ZERO);
  }

  private static void put(ByteBuffer buffer, Measures measures) {
    buffer.putLong(measures.documents()).putLong(measures.value());
    buffer.putLong(measures.cancelled()).putLong(measures.cancelledValue());
  }

  private static Measures measures(ByteBuffer buffer) {
    return new Measures(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }
}
