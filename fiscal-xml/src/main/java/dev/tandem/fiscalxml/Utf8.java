package dev.tandem.fiscalxml;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Strict UTF-8 (Unicode 15, table 3-7) without U+0000, which no XML holds. The parser is lenient
 * about text that it skips and about zero bytes in end tags, so bytes that are none of it would
 * pass or fail by where they stand.
 */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;

  private Utf8() {}

  /** The index of the first byte that no well-formed sequence holds, or -1. */
  static int firstMalformed(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length) {
      if (i + Long.BYTES <= bytes.length && isAscii((long) LONGS.get(bytes, i))) {
        i += Long.BYTES;
      } else if (bytes[i] > 0) {
        i++;
      } else {
        int length = sequenceLength(bytes, i);
        if (length == 0) {
          return i;
        }
        i += length;
      }
    }
    return -1;
  }

  /** Of eight bytes: each is one of 1 to 127. Taking 1 from a zero byte sets its high bit. */
  private static boolean isAscii(long bytes) {
    return ((bytes | (bytes - LOW_BITS)) & HIGH_BITS) == 0;
  }

  /** Of the well-formed sequence of more than one byte at {@code i}; 0 where there is none. */
  private static int sequenceLength(byte[] bytes, int i) {
    int lead = bytes[i] & 0xFF;
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (i + length > bytes.length) {
      return 0;
    }
    int second = bytes[i + 1] & 0xFF;
    int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int j = i + 2; j < i + length; j++) {
      if ((bytes[j] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
