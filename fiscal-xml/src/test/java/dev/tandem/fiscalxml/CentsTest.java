package dev.tandem.fiscalxml;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class CentsTest {
  @Property
  void shouldReadEveryAmountExactly(
      @ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long cents,
      @ForAll @IntRange(min = 0, max = 2) int decimals) {
    BigDecimal amount =
        BigDecimal.valueOf(cents, 2).setScale(decimals, java.math.RoundingMode.DOWN);

    assertThat(Cents.parse(amount.toPlainString()))
        .isEqualTo(OptionalLong.of(amount.movePointRight(2).longValueExact()));
  }

  @Property
  void shouldReadNothingThatIsNoAmount(@ForAll String text) {
    if (!text.matches("[0-9]{1,13}(\\.[0-9]{1,2})?")) {
      assertThat(Cents.parse(text)).isEmpty();
    }
  }
}
