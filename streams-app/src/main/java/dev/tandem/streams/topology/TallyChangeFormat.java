package dev.tandem.streams.topology;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Verdict;
import dev.tandem.counting.Window;
import dev.tandem.domain.Times;
import dev.tandem.wire.WireException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of the repartition topic, which no one else reads: a version byte, four measures, the
 * arrival, the number of contributions, and a byte of verdict and two longs for each window.
 * Version 2 had one contribution, version 1 no arrival either.
 */
final class TallyChangeFormat {
  private static final byte FIRST_VERSION = 1;
  private static final byte SECOND_VERSION = 2;
  private static final byte VERSION = 3;
  private static final int FIRST_HEAD_BYTES = 1 + 4 * Long.BYTES;
  private static final int SECOND_HEAD_BYTES = FIRST_HEAD_BYTES + Long.BYTES;
  private static final int HEAD_BYTES = SECOND_HEAD_BYTES + Integer.BYTES;
  private static final int WINDOW_BYTES = 1 + 2 * Long.BYTES;

  private TallyChangeFormat() {}

  static byte[] write(TallyChange change) {
    ByteBuffer buffer = ByteBuffer.allocate(HEAD_BYTES + change.windows().size() * WINDOW_BYTES);
    buffer.put(VERSION);
    TallyFormat.put(buffer, change.measures());
    buffer.putLong(change.arrivedMs()).putInt(change.contributions());
    for (Assignment.Judged judged : change.windows()) {
      buffer.put((byte) (judged.verdict() == Verdict.LIVE ? 0 : 1));
      buffer.putLong(judged.window().startMs()).putLong(judged.window().endMs());
    }
    return buffer.array();
  }

  static TallyChange read(byte[] bytes) {
    int headBytes = bytes.length == 0 ? 0 : headBytes(bytes[0]);
    if (headBytes == 0
        || bytes.length < headBytes
        || (bytes.length - headBytes) % WINDOW_BYTES != 0) {
      throw new WireException("no change of a tally: " + bytes.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    Measures measures = TallyFormat.get(buffer);
    long arrivedMs = bytes[0] == FIRST_VERSION ? Times.ABSENT : buffer.getLong();
    int contributions = bytes[0] == VERSION ? buffer.getInt() : 1;
    List<Assignment.Judged> windows = new ArrayList<>((bytes.length - headBytes) / WINDOW_BYTES);
    while (buffer.hasRemaining()) {
      Verdict verdict = buffer.get() == 0 ? Verdict.LIVE : Verdict.LATE;
      windows.add(new Assignment.Judged(new Window(buffer.getLong(), buffer.getLong()), verdict));
    }
    return new TallyChange(measures, contributions, arrivedMs, windows);
  }

  /** Bytes before the first window, or 0 where the version is not known. */
  private static int headBytes(byte version) {
    return switch (version) {
      case FIRST_VERSION -> FIRST_HEAD_BYTES;
      case SECOND_VERSION -> SECOND_HEAD_BYTES;
      case VERSION -> HEAD_BYTES;
      default -> 0;
    };
  }
}
