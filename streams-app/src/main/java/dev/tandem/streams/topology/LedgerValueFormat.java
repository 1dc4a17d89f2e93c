package dev.tandem.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.wire.LedgerFormat;
import dev.tandem.wire.WireException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * The values of the ledger store: a version byte, 1 or 0 for complete, the number of offsets and
 * what each is more than the one before, the number of frozen metrics and their ids, all numbers as
 * varints, and then the entry as {@link LedgerFormat} writes it. The first version had the entry
 * alone, whose first byte is 0; it is read as one whose offsets are not known. Thread-safe.
 */
public final class LedgerValueFormat {
  private static final byte FIRST_VERSION = 0;
  private static final byte VERSION = 2;
  private static final int MOST_VARINT_BYTES = 10;

  private final LedgerFormat entries;

  LedgerValueFormat(LedgerFormat entries) {
    this.entries = entries;
  }

  byte[] write(LedgerValue value) {
    byte[] entry = entries.write(value.entry());
    List<byte[]> frozen = value.frozen().stream().sorted().map(id -> id.getBytes(UTF_8)).toList();
    int most =
        2
            + (2 + value.offsets().size() + frozen.size()) * MOST_VARINT_BYTES
            + frozen.stream().mapToInt(id -> id.length).sum()
            + entry.length;
    ByteBuffer buffer = ByteBuffer.allocate(most);
    buffer.put(VERSION).put((byte) (value.complete() ? 1 : 0));
    ByteUtils.writeUnsignedVarint(value.offsets().size(), buffer);
    long before = 0;
    for (long offset : value.offsets()) {
      ByteUtils.writeVarlong(offset - before, buffer);
      before = offset;
    }
    ByteUtils.writeUnsignedVarint(frozen.size(), buffer);
    for (byte[] id : frozen) {
      ByteUtils.writeUnsignedVarint(id.length, buffer);
      buffer.put(id);
    }
    buffer.put(entry);
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /**
   * Reads a value of the store.
   *
   * @throws WireException where it is none of a version known
   */
  public LedgerValue read(byte[] bytes) {
    if (bytes.length > 0 && bytes[0] == FIRST_VERSION) {
      return new LedgerValue(entries.read(bytes), List.of(), false, Set.of());
    }
    if (bytes.length < 2 || bytes[0] != VERSION) {
      throw new WireException("no ledger entry: " + bytes.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      boolean complete = buffer.position(1).get() == 1;
      List<Long> offsets = offsets(buffer);
      Set<String> frozen = frozen(buffer);
      byte[] entry = Arrays.copyOfRange(bytes, buffer.position(), bytes.length);
      return new LedgerValue(entries.read(entry), offsets, complete, frozen);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new WireException("no ledger entry: " + bytes.length + " bytes", e);
    }
  }

  private static List<Long> offsets(ByteBuffer buffer) {
    int size = atMost(buffer.remaining(), ByteUtils.readUnsignedVarint(buffer));
    List<Long> offsets = new ArrayList<>(size);
    long before = 0;
    for (int i = 0; i < size; i++) {
      before += ByteUtils.readVarlong(buffer);
      offsets.add(before);
    }
    return offsets;
  }

  private static Set<String> frozen(ByteBuffer buffer) {
    int size = atMost(buffer.remaining(), ByteUtils.readUnsignedVarint(buffer));
    Set<String> frozen = new TreeSet<>();
    for (int i = 0; i < size; i++) {
      byte[] id = new byte[atMost(buffer.remaining(), ByteUtils.readUnsignedVarint(buffer))];
      buffer.get(id);
      frozen.add(new String(id, UTF_8));
    }
    return frozen;
  }

  private static int atMost(int most, int size) {
    if (size < 0 || size > most) {
      throw new IllegalArgumentException("a size of " + size + ", of " + most + " bytes");
    }
    return size;
  }
}
