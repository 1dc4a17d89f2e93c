package dev.tandem.counting;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.avro.SchemaNormalization;

/** 64 bits (CRC-64-AVRO) that stand for texts where only their equality is asked. */
final class Fingerprint {
  private Fingerprint() {}

  /** Of several texts in order. None holds a NUL: neither XML nor PostgreSQL's text can. */
  static long of(String... texts) {
    return SchemaNormalization.fingerprint64(String.join("\0", texts).getBytes(UTF_8));
  }
}
