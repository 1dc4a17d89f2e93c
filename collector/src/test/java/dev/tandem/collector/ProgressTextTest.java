package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.collector.SourceStatus.Counts;
import dev.tandem.collector.SourceStatus.Snapshot;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
  private static String snapshot(long rows, long planned, long elapsedMs) {
    return ProgressText.snapshot(new Snapshot(new Counts(rows, 0), planned, elapsedMs, false));
  }

  @Test
  void shouldTellRowsSpeedAndWhatIsLeft() {
    assertThat(snapshot(20_000, 100_000, 10_000))
        .isEqualTo("snapshot: 20,000 of about 100,000 rows, 2,000 rows/s, ETA 40.0 s");
    assertThat(snapshot(100, 36_100, 100_000)).endsWith(", 1 rows/s, ETA 10 h 00 min");
    assertThat(snapshot(1_000, 181_000, 1_000)).endsWith("ETA 3 min 00 s");
  }

  @Test
  void shouldNotPromiseWhatItCannotKnow() {
    assertThat(snapshot(0, 100, 5_000)).isEqualTo("snapshot: 0 of about 100 rows");
    assertThat(snapshot(5, 0, 0)).isEqualTo("snapshot: 5 of about 0 rows");
    assertThat(snapshot(120, 100, 1_000)).doesNotContain("ETA");
  }

  @Test
  void shouldTellUpToWhenChangesAreDelivered() {
    assertThat(ProgressText.stream(new Counts(1_234, 1), OptionalLong.of(1_767_225_600_000L)))
        .isEqualTo("change stream: 1,234 rows (1 rejected), delivered up to 2026-01-01T00:00:00Z");
    assertThat(ProgressText.stream(new Counts(0, 0), OptionalLong.empty()))
        .endsWith("delivered up to -");
  }

  @Test
  void shouldSumUp() {
    assertThat(
            ProgressText.snapshotOver(true, new Snapshot(new Counts(3_000, 2), 3_100, 1_500, true)))
        .isEqualTo("snapshot finished: 3,000 rows (2 rejected) in 1.5 s, 2,000 rows/s");
  }
}
