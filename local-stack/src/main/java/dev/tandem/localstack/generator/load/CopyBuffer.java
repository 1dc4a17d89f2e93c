package dev.tandem.localstack.generator.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows in PostgreSQL's binary COPY format (manual: COPY, File Formats, Binary Format). */
final class CopyBuffer {
  private static final byte[] SIGNATURE = "PGCOPY\n\u00FF\r\n\0".getBytes(ISO_8859_1);
  private static final long EPOCH_2000_SECONDS = 946_684_800L;

  private byte[] bytes = new byte[1 << 20];
  private int size;

  CopyBuffer() {
    clear();
  }

  private void clear() {
    size = 0;
    append(SIGNATURE);
    int32(0);
    int32(0);
  }

  int size() {
    return size;
  }

  void row(int columns) {
    int16(columns);
  }

  void text(String value) {
    byte[] encoded = value.getBytes(UTF_8);
    int32(encoded.length);
    append(encoded);
  }

  void bigint(long value) {
    int32(8);
    int64(value);
  }

  void bigint(OptionalLong value) {
    if (value.isPresent()) {
      bigint(value.getAsLong());
    } else {
      int32(-1);
    }
  }

  void integer(int value) {
    int32(4);
    int32(value);
  }

  void bool(boolean value) {
    int32(1);
    reserve(1);
    bytes[size++] = (byte) (value ? 1 : 0);
  }

  void timestamp(Instant value) {
    bigint((value.getEpochSecond() - EPOCH_2000_SECONDS) * 1_000_000 + value.getNano() / 1_000);
  }

  void timestamp(Optional<Instant> value) {
    if (value.isPresent()) {
      timestamp(value.get());
    } else {
      int32(-1);
    }
  }

  void localTimestamp(Optional<LocalDateTime> value) {
    timestamp(value.map(local -> local.toInstant(ZoneOffset.UTC)));
  }

  /** Sends all rows and empties the buffer. */
  void copyInto(Connection connection, String copy) throws SQLException {
    int16(-1);
    CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
    try {
      in.writeToCopy(bytes, 0, size);
      in.endCopy();
    } finally {
      if (in.isActive()) {
        in.cancelCopy();
      }
    }
    clear();
  }

  private void int16(int value) {
    reserve(2);
    bytes[size++] = (byte) (value >> 8);
    bytes[size++] = (byte) value;
  }

  private void int32(int value) {
    reserve(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >> shift);
    }
  }

  private void int64(long value) {
    int32((int) (value >> 32));
    int32((int) value);
  }

  private void append(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
