package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTextTest {
  @Test
  void shouldTellRateAndTimeLeft() {
    assertThat(ProgressText.snapshot(50_000, 200_000, 2_500))
        .isEqualTo("snapshot: 50,000 of about 200,000 rows, 20,000 rows/s, ETA 7.5 s");
    assertThat(ProgressText.snapshot(1_000, 9_001_000, 1_000)).endsWith("ETA 2 h 30 min");
    assertThat(ProgressText.snapshot(1_000, 91_000, 1_000)).endsWith("ETA 1 min 30 s");
  }

  @Test
  void shouldTellNoTimeThatIsNotKnown() {
    assertThat(ProgressText.snapshot(0, 10, 0)).isEqualTo("snapshot: 0 of about 10 rows");
    assertThat(ProgressText.snapshot(12, 10, 1_000))
        .isEqualTo("snapshot: 12 of about 10 rows, 12 rows/s");
  }

  @Test
  void shouldSumUp() {
    assertThat(ProgressText.snapshotOver(true, 3_000, 2, 1_500))
        .isEqualTo("snapshot finished: 3,000 rows (2 rejected) in 1.5 s, 2,000 rows/s");
    assertThat(ProgressText.stream(5, 1, 1_000))
        .isEqualTo("change stream: 5 rows (1 rejected), delivered up to 1970-01-01T00:00:01Z");
    assertThat(ProgressText.stream(0, 0, 0)).endsWith("delivered up to -");
  }
}
