package dev.tandem.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.wire.WireException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A ledger task's watermark in the repartition topic, where {@link TallyChangeFormat}'s changes are
 * too, and in the tally-watermarks store: a version byte that no change has, partition, watermark,
 * and for each metric its id and how far it is gone.
 */
final class LedgerWatermarkFormat {
  private static final byte VERSION = 64;

  private LedgerWatermarkFormat() {}

  static boolean isOne(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == VERSION;
  }

  static byte[] write(LedgerWatermark watermark) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(watermark.partition());
      out.writeLong(watermark.watermarkMs());
      for (Map.Entry<String, Long> gone : new TreeMap<>(watermark.goneUpToMs()).entrySet()) {
        byte[] id = gone.getKey().getBytes(UTF_8);
        out.writeShort(id.length);
        out.write(id);
        out.writeLong(gone.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static LedgerWatermark read(byte[] bytes) {
    if (!isOne(bytes)) {
      throw new WireException("no watermark of a ledger: " + bytes.length + " bytes");
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1))) {
      int partition = in.readInt();
      long watermarkMs = in.readLong();
      Map<String, Long> goneUpToMs = new TreeMap<>();
      while (in.available() > 0) {
        byte[] id = new byte[in.readUnsignedShort()];
        in.readFully(id);
        goneUpToMs.put(new String(id, UTF_8), in.readLong());
      }
      return new LedgerWatermark(partition, watermarkMs, goneUpToMs);
    } catch (IOException e) {
      throw new WireException("no watermark of a ledger: " + bytes.length + " bytes", e);
    }
  }
}
