package dev.tandem.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessKeyTest {
  private static final String NUMERIC = "35180834128745000152550010000476051695511860";
  private static final String ALPHANUMERIC = "3526050X0J92JY000196570010000006041448679011";

  @Test
  void shouldTellItsParts() {
    AccessKey key = new AccessKey(NUMERIC);

    assertThat(key.stateCode()).isEqualTo("35");
    assertThat(key.yearMonth()).isEqualTo("1808");
    assertThat(key.issuer()).isEqualTo("34128745000152");
    assertThat(key.model()).isEqualTo("55");
    assertThat(key.series()).isEqualTo("001");
    assertThat(key.number()).isEqualTo("000047605");
    assertThat(key.emission()).isEqualTo("1");
    assertThat(key).hasToString(NUMERIC);
  }

  @Test
  void shouldTellThePartsOfAKeyWithAnAlphanumericIssuer() {
    AccessKey key = new AccessKey(ALPHANUMERIC);

    assertThat(key.issuer()).isEqualTo("0X0J92JY000196");
    assertThat(key.model()).isEqualTo("57");
    assertThat(key.checkDigitValid()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ALPHANUMERIC,
        NUMERIC,
        "12260334128745000152650010000000011000000010", // the rest is 0: the digit is 0
        "35260334128745000152670010000000011000000011"
      })
  void shouldAcceptTheDigitOverTheFirst43Characters(String text) {
    assertThat(new AccessKey(text).checkDigitValid()).isTrue();
  }

  @Property
  void shouldHaveExactlyOneRightDigit(@ForAll("first43") String first43) {
    int right = 0;
    for (int digit = 0; digit <= 9; digit++) {
      right += new AccessKey(first43 + digit).checkDigitValid() ? 1 : 0;
    }

    assertThat(right).isEqualTo(1);
  }

  @Provide
  Arbitrary<String> first43() {
    return Combinators.combine(
            Arbitraries.strings().numeric().ofLength(6),
            Arbitraries.strings().withCharRange('0', '9').withCharRange('A', 'Z').ofLength(12),
            Arbitraries.strings().numeric().ofLength(25))
        .as((head, issuer, tail) -> head + issuer + tail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3518083412874500015255001000047605169551186", // 43
        "351808341287450001525500100004760516955118600", // 45
        "A5180834128745000152550010000476051695511860", // a letter before the issuer
        "3518083412874500A1525500100004760516955118A0", // a letter after the issuer's first 12
        "351808341287450001A2550010000476051695511860", // a letter in the issuer's digits
        "3526050x0j92jy000196570010000006041448679011", // small letters
        "3518083412874500015255001000047605169551186\u0660", // an Arabic-Indic zero
        " 5180834128745000152550010000476051695511860"
      })
  void shouldRefuseOtherShapes(String text) {
    assertThat(AccessKey.isWellFormed(text)).isFalse();
    assertThat(AccessKey.parse(text)).isEmpty();
    assertThatThrownBy(() -> new AccessKey(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an access key has 44 characters, 6 digits, 12 digits or capitals, 26 digits: key="
                + text);
  }

  @Property
  void shouldParseWhatMatchesTheShapeOfTheSchemas(@ForAll("nearlyKeys") String text) {
    assertThat(AccessKey.parse(text).isPresent())
        .isEqualTo(text.matches("[0-9]{6}[0-9A-Z]{12}[0-9]{26}"));
  }

  /** Keys with one character replaced. */
  @Provide
  Arbitrary<String> nearlyKeys() {
    return Combinators.combine(
            Arbitraries.of(NUMERIC, ALPHANUMERIC),
            Arbitraries.integers().between(0, 43),
            Arbitraries.chars().with('0', '9', 'A', 'Z', 'a', '/', ':', '@', '[').ascii())
        .as((key, at, c) -> key.substring(0, at) + c + key.substring(at + 1));
  }
}
