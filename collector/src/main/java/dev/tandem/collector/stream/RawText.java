package dev.tandem.collector.stream;

import dev.tandem.collector.table.TextEncoding;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Carries texts that cannot be decoded through Debezium, which knows none: as a mark that no text
 * begins with, and their bytes in hex.
 *
 * @param mark of this run alone
 */
record RawText(TextEncoding encoding, String mark) {
  /** In UTF-8, or marked. */
  byte[] carried(byte[] stored) {
    return encoding
        .text(stored)
        .orElseGet(() -> mark + HexFormat.of().formatHex(stored))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes of a text that was marked. */
  Optional<byte[]> marked(String carried) {
    return carried.startsWith(mark)
        ? Optional.of(HexFormat.of().parseHex(carried, mark.length(), carried.length()))
        : Optional.empty();
  }
}
