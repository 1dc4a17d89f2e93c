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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimaryKeyTest {
  @Test
  void shouldOrderNumbersByValue() {
    assertThat(
            sorted(
                PrimaryKey.Type.NUMBER, "10", "9", "-1", "-10", "0", "1.5", "9223372036854775808"))
        .containsExactly("-10", "-1", "0", "1.5", "9", "10", "9223372036854775808");
  }

  @Test
  void shouldOrderTextsByTheirBytesAsCollationCDoes() {
    // By UTF-16 units U+1F600 would come before U+FF01.
    assertThat(sorted(PrimaryKey.Type.TEXT, "b", "a", "B", "10", "9", "\uD83D\uDE00", "\uFF01", ""))
        .containsExactly("", "10", "9", "B", "a", "b", "\uFF01", "\uD83D\uDE00");
  }

  private static List<String> sorted(PrimaryKey.Type type, String... texts) {
    return Stream.of(texts)
        .map(t -> new PrimaryKey(type, t))
        .sorted()
        .map(PrimaryKey::text)
        .toList();
  }

  @Test
  void shouldOrderNumbersOfEqualValueByTheirTexts() {
    PrimaryKey seven = new PrimaryKey(PrimaryKey.Type.NUMBER, "7");
    PrimaryKey sevenPointZero = new PrimaryKey(PrimaryKey.Type.NUMBER, "7.0");

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
        Arbitraries.bigIntegers().map(n -> new PrimaryKey(PrimaryKey.Type.NUMBER, n.toString())),
        Arbitraries.of("0", "-0", "0.0", "00", "1.10", "1.1", "999999999999999999")
            .map(text -> new PrimaryKey(PrimaryKey.Type.NUMBER, text)));
  }

  @Provide
  Arbitrary<PrimaryKey> keys() {
    return Arbitraries.oneOf(numbers(), Arbitraries.strings().ofMaxLength(3).map(PrimaryKey::text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1e5", "NaN", "0x1", "+1", ".5", "1.", "1 ", "--1"})
  void shouldRefuseANumericKeyThatIsNoDecimalNumber(String text) {
    assertThatThrownBy(() -> new PrimaryKey(PrimaryKey.Type.NUMBER, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a numeric primary key is a decimal number: key=" + text);
  }
}
