package dev.tandem.collector.snapshot;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads PostgreSQL's binary COPY format: a header, then per row the number of its fields and each
 * field's length and bytes, then a trailer.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, Binary Format</a>
 */
final class CopyDecoder {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int TRAILER = -1;
  private static final int NULL = -1;

  /** A longer field is taken in pieces as they come, and then put together. */
  private static final int AT_ONCE = 1 << 20;

  private final DataInputStream in;
  private final byte[][] fields;

  /**
   * Reads the header.
   *
   * @param columns how many every row has
   * @throws IOException also where this is no such header
   */
  CopyDecoder(InputStream stream, int columns) throws IOException {
    this.in = new DataInputStream(stream);
    this.fields = new byte[columns][];
    byte[] signature = new byte[SIGNATURE.length];
    in.readFully(signature);
    if (!Arrays.equals(signature, SIGNATURE)) {
      throw new IOException("not a binary COPY: it starts with " + Arrays.toString(signature));
    }
    int flags = in.readInt();
    if ((flags & 0xffff_0000) != 0) {
      throw new IOException("a binary COPY of a format not known: flags=" + flags);
    }
    in.skipNBytes(in.readInt());
  }

  /** Reads the next row, or finds that there is none. */
  boolean next() throws IOException {
    int count = in.readShort();
    if (count == TRAILER) {
      return false;
    }
    if (count != fields.length) {
      throw new IOException(
          "a row of a binary COPY has " + count + " fields, expected " + fields.length);
    }
    for (int i = 0; i < count; i++) {
      fields[i] = field();
    }
    return true;
  }

  private byte[] field() throws IOException {
    int length = in.readInt();
    if (length == NULL) {
      return null;
    }
    byte[] bytes = length > AT_ONCE ? in.readNBytes(length) : new byte[length];
    int read = length > AT_ONCE ? bytes.length : in.readNBytes(bytes, 0, length);
    if (read < length) {
      throw new EOFException("a binary COPY ends within a field of " + length + " bytes");
    }
    return bytes;
  }

  /** A field of the current row, the first being 0; empty where it is NULL. */
  Optional<byte[]> field(int column) {
    return Optional.ofNullable(fields[column]);
  }
}
