package dev.tandem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "0s, 0",
    "1ms, 1",
    "30s, 30000",
    "5m, 300000",
    "2h, 7200000",
    "90d, 7776000000",
    "3650000d, 315360000000000",
    "315360000000000ms, 315360000000000"
  })
  void shouldReadAWholeNumberAndAUnit(String text, long durationMs) {
    assertThat(DurationText.parseMs(text)).isEqualTo(OptionalLong.of(durationMs));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "m",
        "5 m",
        "-5m",
        "+5m",
        "1.5h",
        "5M",
        "5min",
        "1h30m",
        "1w",
        "PT5M",
        "3650001d",
        "999999999d",
        "315360000000001ms",
        "99999999999999999d",
        "999999999999999999ms"
      })
  void shouldRefuseAnythingElse(String text) {
    assertThat(DurationText.parseMs(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0ms",
    "1, 1ms",
    "1500, 1500ms",
    "60000, 1m",
    "90000, 90s",
    "86400000, 1d",
    "7200000, 2h"
  })
  void shouldWriteTheLargestUnitThatNeedsNoFraction(long durationMs, String text) {
    assertThat(DurationText.format(durationMs)).isEqualTo(text);
  }

  @Property
  void shouldReadBackWhatItWrote(
      @ForAll @LongRange(min = 0, max = 3_650_000L * 86_400_000) long durationMs) {
    assertThat(DurationText.parseMs(DurationText.format(durationMs)))
        .isEqualTo(OptionalLong.of(durationMs));
  }
}
