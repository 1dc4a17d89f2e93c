package dev.tandem.streams.topology;

import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.wire.WireException;
import java.nio.ByteBuffer;

/**
 * The values of the tallies store: a version byte, a byte that is 1 where the tally is revised, and
 * the measures of the parts live and late. Version 1, which had no second byte, is read as not
 * revised.
 */
public final class TallyFormat {
  private static final byte FIRST_VERSION = 1;
  private static final byte VERSION = 2;
  private static final int PARTS_BYTES = 8 * Long.BYTES;
  private static final int FIRST_BYTES = 1 + PARTS_BYTES;
  private static final int BYTES = 2 + PARTS_BYTES;

  private TallyFormat() {}

  static byte[] write(StoredTally stored) {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES).put(VERSION);
    buffer.put((byte) (stored.revised() ? 1 : 0));
    put(buffer, stored.tally().live());
    put(buffer, stored.tally().late());
    return buffer.array();
  }

  /**
   * Reads a value of the store.
   *
   * @throws WireException where it is none of a version known
   */
  public static StoredTally read(byte[] bytes) {
    if (bytes.length == BYTES && bytes[0] == VERSION) {
      return new StoredTally(parts(bytes, 2), bytes[1] == 1);
    }
    if (bytes.length == FIRST_BYTES && bytes[0] == FIRST_VERSION) {
      return new StoredTally(parts(bytes, 1), false);
    }
    throw new WireException("no tally: " + bytes.length + " bytes");
  }

  private static Tally parts(byte[] bytes, int from) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, from, PARTS_BYTES);
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
