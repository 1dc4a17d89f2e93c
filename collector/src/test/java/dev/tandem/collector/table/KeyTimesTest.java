package dev.tandem.collector.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTimesTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-01, 2026-03-01T00:00:00.000000Z",
    "2026-03-01 10:20:30, 2026-03-01T10:20:30.000000Z",
    "2026-03-01 10:20:30.12+00, 2026-03-01T10:20:30.120000Z",
    "10000-01-01 00:00:00.000001+00, +10000-01-01T00:00:00.000001Z",
    "0044-03-15 01:02:03+00 BC, -0043-03-15T01:02:03.000000Z",
    "0001-03-15 BC, 0000-03-15T00:00:00.000000Z",
    "infinity, infinity",
    "-infinity, -infinity"
  })
  void shouldReadWhatPostgresPrints(String printed, String text) {
    assertThat(KeyTimes.ofPrinted(printed)).isEqualTo(text);
  }

  /** The literal is a form that it prints, too. */
  @Property
  void shouldReadItsOwnLiterals(
      @ForAll @LongRange(min = -210_000_000_000_000_000L, max = 9_223_000_000_000_000_000L)
          long micros) {
    String text = KeyTimes.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    String literal = KeyTimes.literal(text);
    assertThat(KeyTimes.ofPrinted(literal.substring(1, literal.length() - 1))).isEqualTo(text);
  }

  @Test
  void shouldRefuseWhatIsNotPrintedThatWay() {
    assertThatThrownBy(() -> KeyTimes.ofPrinted("01.03.2026"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("01.03.2026");
  }
}
