package dev.tandem.beam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.Window;
import org.junit.jupiter.api.Test;

class OutputWindowsTest {
  private static final OutputWindows FROM_0_TO_10 = new OutputWindows(0, 10);

  @Test
  void shouldIncludeAWindowByItsStart() {
    assertThat(FROM_0_TO_10.include(new Window(-1, 5))).isFalse();
    assertThat(FROM_0_TO_10.include(new Window(0, 5))).isTrue();
    assertThat(FROM_0_TO_10.include(new Window(9, 50))).isTrue();
    assertThat(FROM_0_TO_10.include(new Window(10, 50))).isFalse();
  }

  @Test
  void shouldSayWhatItIncludes() {
    assertThat(OutputWindows.ALL).hasToString("all windows");
    assertThat(FROM_0_TO_10)
        .hasToString(
            "windows that start at 1970-01-01T00:00:00Z or later before 1970-01-01T00:00:00.010Z");
    assertThat(new OutputWindows(Long.MIN_VALUE, 10))
        .hasToString("windows that start before 1970-01-01T00:00:00.010Z");
  }
}
