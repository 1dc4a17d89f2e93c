package dev.tandem.collector.stream;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Turns a message of {@code pgoutput} with texts as the database stores them into one with texts in
 * UTF-8.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">
 *     Logical Replication Message Formats</a>
 */
final class MessageRecoder {
  private final RawText texts;

  MessageRecoder(RawText texts) {
    this.texts = texts;
  }

  ByteBuffer recode(ByteBuffer message) {
    ByteBuffer in = message.duplicate();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(in.remaining() + 64);
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      byte type = in.get();
      out.write(type);
      switch (type) {
        case 'R' -> relation(in, out);
        case 'I', 'U', 'D' -> {
          out.writeInt(in.getInt());
          while (in.hasRemaining()) {
            // K, O or N: which row it is of.
            out.write(in.get());
            tuple(in, out);
          }
        }
        default -> copy(in, out, in.remaining());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array can be written to", e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private void relation(ByteBuffer in, DataOutputStream out) throws IOException {
    out.writeInt(in.getInt());
    name(in, out);
    name(in, out);
    out.write(in.get());
    short columns = in.getShort();
    out.writeShort(columns);
    for (int i = 0; i < columns; i++) {
      out.write(in.get());
      name(in, out);
      out.writeInt(in.getInt());
      out.writeInt(in.getInt());
    }
  }

  private void name(ByteBuffer in, DataOutputStream out) throws IOException {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    for (byte next = in.get(); next != 0; next = in.get()) {
      name.write(next);
    }
    out.write(texts.carried(name.toByteArray()));
    out.write(0);
  }

  private void tuple(ByteBuffer in, DataOutputStream out) throws IOException {
    short columns = in.getShort();
    out.writeShort(columns);
    for (int i = 0; i < columns; i++) {
      byte kind = in.get();
      out.write(kind);
      if (kind == 't') {
        byte[] text = new byte[in.getInt()];
        in.get(text);
        byte[] carried = texts.carried(text);
        out.writeInt(carried.length);
        out.write(carried);
      } else if (kind == 'b') {
        int length = in.getInt();
        out.writeInt(length);
        copy(in, out, length);
      }
    }
  }

  private static void copy(ByteBuffer in, DataOutputStream out, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.get(bytes);
    out.write(bytes);
  }
}
