package dev.tandem.benchmarks.rival;

import dev.tandem.counting.LedgerEntry;
import dev.tandem.wire.LedgerFormat;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The length of the entry's Avro, that Avro, and that of the entry replaced, if there is one. */
final class DocumentStateFormat {
  private static final byte[] NOTHING = {};

  private final LedgerFormat entries;

  DocumentStateFormat(LedgerFormat entries) {
    this.entries = entries;
  }

  byte[] write(DocumentState state) {
    byte[] entry = entries.write(state.entry());
    byte[] replaced = state.replaced().map(entries::write).orElse(NOTHING);
    return ByteBuffer.allocate(Integer.BYTES + entry.length + replaced.length)
        .putInt(entry.length)
        .put(entry)
        .put(replaced)
        .array();
  }

  DocumentState read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte[] entry = new byte[buffer.getInt()];
    buffer.get(entry);
    Optional<LedgerEntry> replaced = Optional.empty();
    if (buffer.hasRemaining()) {
      byte[] rest = new byte[buffer.remaining()];
      buffer.get(rest);
      replaced = Optional.of(entries.read(rest));
    }
    return new DocumentState(entries.read(entry), replaced);
  }
}
