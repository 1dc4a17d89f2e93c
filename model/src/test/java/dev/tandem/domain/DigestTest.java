package dev.tandem.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DigestTest {
  @Test
  void shouldBeTheFirst128BitsOfTheSha256() {
    // SHA-256("abc") = ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 ... (FIPS 180-2, B.1)
    assertThat(Digest.of("abc".getBytes(UTF_8))).hasToString("ba7816bf8f01cfea414140de5dae2223");
  }

  @Property
  void shouldReadBackItsBytes(@ForAll long high, @ForAll long low) {
    Digest digest = new Digest(high, low);

    assertThat(digest.bytes()).hasSize(Digest.BYTES);
    assertThat(Digest.ofPrefix(digest.bytes())).isEqualTo(digest);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldBeOrderedAsItsHexIs(
      @ForAll long high, @ForAll long low, @ForAll long otherHigh, @ForAll long otherLow) {
    Digest a = new Digest(high, low);
    Digest b = new Digest(otherHigh, otherLow);

    assertThat(Integer.signum(a.compareTo(b)))
        .isEqualTo(Integer.signum(a.toString().compareTo(b.toString())));
    assertThat(Integer.signum(new Digest(high, low).compareTo(new Digest(high, otherLow))))
        .isEqualTo(Integer.signum(Long.compareUnsigned(low, otherLow)));
  }
}
