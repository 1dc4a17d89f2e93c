package dev.tandem.fiscalxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class Utf8Test {
  @Property
  void shouldTakeAllThatTheLibraryWrites(@ForAll String text) {
    boolean halves = text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);

    if (!halves) {
      byte[] bytes = text.replace('\0', 'x').getBytes(StandardCharsets.UTF_8);
      assertThat(Utf8.firstMalformed(bytes, 0)).isEqualTo(-1);
    }
  }

  @Property(tries = 200)
  void shouldFindAZeroByteWhereverItStands(@ForAll @IntRange(max = 40) int at) {
    byte[] bytes = "x".repeat(41).getBytes(StandardCharsets.UTF_8);
    bytes[at] = 0;

    assertThat(Utf8.firstMalformed(bytes, 0)).isEqualTo(at);
  }

  @Property(tries = 20_000)
  void shouldAgreeWithTheLibraryOnAnyBytes(@ForAll("nearlyUtf8") byte[] bytes) {
    int malformed = Utf8.firstMalformed(bytes, 0);

    assertThat(malformed < 0).isEqualTo(decodes(bytes));
    if (malformed >= 0) {
      assertThat(decodes(Arrays.copyOf(bytes, malformed))).as("all before it is well").isTrue();
    }
  }

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Leads, continuations at the edges of what may follow them, and ASCII. */
  @Provide
  Arbitrary<byte[]> nearlyUtf8() {
    return Arbitraries.of(
            0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xED,
            0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF)
        .map(Integer::byteValue)
        .array(Byte[].class)
        .ofMaxSize(12)
        .map(Utf8Test::unboxed);
  }

  private static byte[] unboxed(Byte[] boxed) {
    byte[] bytes = new byte[boxed.length];
    for (int i = 0; i < boxed.length; i++) {
      bytes[i] = boxed[i];
    }
    return bytes;
  }
}
