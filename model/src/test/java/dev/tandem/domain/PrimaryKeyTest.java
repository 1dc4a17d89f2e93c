package dev.tandem.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimaryKeyTest {
  @Test
  void shouldOrderColumnByColumn() {
    assertThat(
            Stream.of(
                    PrimaryKey.of(KeyPart.of(2), KeyPart.text("a")),
                    PrimaryKey.of(KeyPart.of(10), KeyPart.text("")),
                    PrimaryKey.of(KeyPart.of(2), KeyPart.text("B")),
                    PrimaryKey.of(2),
                    PrimaryKey.of(KeyPart.of(-1), KeyPart.text("z")))
                .sorted()
                .map(PrimaryKey::text))
        .containsExactly("(-1,z)", "2", "(2,B)", "(2,a)", "(10,)");
  }

  @Test
  void shouldOrderTimesByInstant() {
    assertThat(
            sorted(
                KeyPart.Type.TIME,
                "infinity",
                "+10000-01-01T00:00:00.000000Z",
                "9999-12-31T23:59:59.999999Z",
                "-0043-03-15T00:00:00.000000Z",
                "-0044-03-15T00:00:00.000000Z",
                "0001-01-01T00:00:00.000000Z",
                "-infinity"))
        .containsExactly(
            "-infinity",
            "-0044-03-15T00:00:00.000000Z",
            "-0043-03-15T00:00:00.000000Z",
            "0001-01-01T00:00:00.000000Z",
            "9999-12-31T23:59:59.999999Z",
            "+10000-01-01T00:00:00.000000Z",
            "infinity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-03-01",
        "2026-03-01T10:20:30Z",
        "2026-03-01 10:20:30.123456",
        "2026-13-01T10:20:30.123456Z"
      })
  void shouldRefuseATimeThatIsNotInItsOneForm(String text) {
    assertThatThrownBy(() -> new KeyPart(KeyPart.Type.TIME, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("UTC with microseconds: key=" + text);
  }

  @Property
  void shouldHaveAnotherTextForEveryKey(
      @ForAll @Size(min = 2, max = 2)
          List<@Chars({'a', ',', '(', ')', '\\'}) @StringLength(max = 3) String> a,
      @ForAll @Size(min = 2, max = 2)
          List<@Chars({'a', ',', '(', ')', '\\'}) @StringLength(max = 3) String> b) {
    PrimaryKey one = new PrimaryKey(a.stream().map(KeyPart::text).toList());
    PrimaryKey other = new PrimaryKey(b.stream().map(KeyPart::text).toList());
    assertThat(one.text().equals(other.text())).isEqualTo(a.equals(b));
  }

  @Test
  void shouldOrderNumbersByValue() {
    assertThat(
            sorted(KeyPart.Type.NUMBER, "10", "9", "-1", "-10", "0", "1.5", "9223372036854775808"))
        .containsExactly("-10", "-1", "0", "1.5", "9", "10", "9223372036854775808");
  }

  @Test
  void shouldOrderTextsByTheirBytesAsCollationCDoes() {
    // By UTF-16 units U+1F600 would come before U+FF01.
    assertThat(sorted(KeyPart.Type.TEXT, "b", "a", "B", "10", "9", "\uD83D\uDE00", "\uFF01", ""))
        .containsExactly("", "10", "9", "B", "a", "b", "\uFF01", "\uD83D\uDE00");
  }

  private static List<String> sorted(KeyPart.Type type, String... texts) {
    return Stream.of(texts)
        .map(t -> PrimaryKey.of(new KeyPart(type, t)))
        .sorted()
        .map(PrimaryKey::text)
        .toList();
  }

  @Test
  void shouldOrderNumbersOfEqualValueByTheirTexts() {
    KeyPart seven = new KeyPart(KeyPart.Type.NUMBER, "7");
    KeyPart sevenPointZero = new KeyPart(KeyPart.Type.NUMBER, "7.0");

    assertThat(seven).isLessThan(sevenPointZero);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldBeATotalOrder(
      @ForAll("keys") PrimaryKey a, @ForAll("keys") PrimaryKey b, @ForAll("keys") PrimaryKey c) {
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
    assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
    if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
      assertThat(a).isLessThanOrEqualTo(c);
    }
  }

  @Property
  void shouldAgreeWithTheValuesOfNumbers(
      @ForAll("numbers") PrimaryKey a, @ForAll("numbers") PrimaryKey b) {
    int byValue = new BigDecimal(a.text()).compareTo(new BigDecimal(b.text()));
    if (byValue != 0) {
      assertThat(Integer.signum(a.compareTo(b))).isEqualTo(byValue);
    }
  }

  @Provide
  Arbitrary<PrimaryKey> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(PrimaryKey::of),
        Arbitraries.bigIntegers()
            .map(n -> PrimaryKey.of(new KeyPart(KeyPart.Type.NUMBER, n.toString()))),
        Arbitraries.of("0", "-0", "0.0", "00", "1.10", "1.1", "999999999999999999")
            .map(text -> PrimaryKey.of(new KeyPart(KeyPart.Type.NUMBER, text))));
  }

  @Provide
  Arbitrary<PrimaryKey> keys() {
    Arbitrary<KeyPart> part =
        Arbitraries.oneOf(
            numbers().map(key -> key.parts().get(0)),
            Arbitraries.strings().ofMaxLength(3).map(KeyPart::text),
            Arbitraries.of(
                    "infinity",
                    "-infinity",
                    "2026-03-01T10:20:30.123456Z",
                    "+10000-01-01T00:00:00.000000Z",
                    "-0043-03-15T00:00:00.000000Z")
                .map(text -> new KeyPart(KeyPart.Type.TIME, text)));
    return part.list().ofMinSize(1).ofMaxSize(3).map(PrimaryKey::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1e5", "NaN", "0x1", "+1", ".5", "1.", "1 ", "--1"})
  void shouldRefuseANumericKeyThatIsNoDecimalNumber(String text) {
    assertThatThrownBy(() -> new KeyPart(KeyPart.Type.NUMBER, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a numeric primary key is a decimal number: key=" + text);
  }
}
