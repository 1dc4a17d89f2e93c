package dev.tandem.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void threeDigitsAreShownAndWholeNumbersFromAThousandOn() {
    assertThat(
            List.of(0.0, 0.012345, 1.0, 2.0 / 3, 12.345, 999.4, 999.9, 1234.5, 1_234_567.0).stream()
                .map(Numbers::text))
        .containsExactly("0", "0.0123", "1", "0.667", "12.3", "999", "1,000", "1,235", "1,234,567");
  }

  @Test
  void whatIsNoNumberIsNone() {
    assertThat(Numbers.text(Double.NaN)).isEqualTo("none");
  }

  @Test
  void aSpreadIsMedianLeastAndGreatest() {
    assertThat(Spread.of(List.of(3.0, 1.0, 2.0, 10.0)).orElseThrow())
        .isEqualTo(new Spread(2.5, 1, 10, 4));
    assertThat(Spread.of(List.of())).isEmpty();
  }
}
