package dev.tandem.domain;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The first 128 bits of the SHA-256 of a row's XML as stored: a bytea's bytes, a text's UTF-8.
 * Ordered as its hex is.
 */
public record Digest(long high, long low) implements Comparable<Digest> {
  public static final int BYTES = 16;

  public static Digest of(byte[] xml) {
    try {
      return ofPrefix(MessageDigest.getInstance("SHA-256").digest(xml));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** From the first 16 bytes, big-endian. */
  public static Digest ofPrefix(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(Arrays.copyOf(bytes, BYTES));
    return new Digest(buffer.getLong(), buffer.getLong());
  }

  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }

  @Override
  public int compareTo(Digest other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
