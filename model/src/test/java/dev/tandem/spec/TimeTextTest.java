package dev.tandem.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @Test
  void shouldReadADateAsItsStartInUtc() {
    assertThat(TimeText.parseMs("2026-07-01"))
        .hasValue(Instant.parse("2026-07-01T00:00:00Z").toEpochMilli());
    assertThat(TimeText.parseMs("1969-12-31")).hasValue(-86_400_000);
  }

  @Test
  void shouldReadAnInstant() {
    assertThat(TimeText.parseMs("2026-07-01T12:00:00.001Z"))
        .hasValue(Instant.parse("2026-07-01T12:00:00Z").toEpochMilli() + 1);
    assertThat(TimeText.parseMs("2026-07-01T09:00:00-03:00"))
        .isEqualTo(TimeText.parseMs("2026-07-01T12:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "01.07.2026",
        "2026-13-01",
        "2026-07-01T12:00:00",
        "+1000000000-12-31T23:59:59Z"
      })
  void shouldReadNothingElse(String text) {
    assertThat(TimeText.parseMs(text)).isEmpty();
  }
}
