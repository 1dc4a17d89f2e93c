package dev.tandem.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PhasesTest {
  private static final long SECOND = 1_000_000_000;
  private static final long START = 77 * SECOND;

  private final Phases phases =
      new Phases(START, Duration.ofSeconds(1), Duration.ofSeconds(4), 1_000);

  @Test
  void shouldRecordOnceItIsWarmAndACaptureIsAnswered() {
    assertThat(phases.see(START + SECOND / 2, 10, true)).isTrue();
    assertThat(phases.records(START + SECOND / 2)).isFalse();
    assertThat(phases.see(START + 5 * SECOND, 10, false)).isTrue();
    assertThat(phases.records(START + 5 * SECOND)).isFalse();
    assertThat(phases.see(START + 6 * SECOND, 10, true)).isTrue();
    assertThat(phases.records(START + 6 * SECOND)).isTrue();
    assertThat(phases.records(START + 5 * SECOND)).isFalse();
    assertThat(phases.see(START + 9 * SECOND - 1, 10, true)).isTrue();
    assertThat(phases.see(START + 9 * SECOND, 10, true)).isFalse();
    assertThat(phases.isGivenUp()).isFalse();
  }

  @Test
  void shouldNotWaitForEverForAnAnswer() {
    assertThat(phases.see(START + 15 * SECOND, 10, false)).isTrue();
    assertThat(phases.see(START + 18 * SECOND, 10, false)).isFalse();
  }

  @Test
  void shouldGiveUpWhereTheBacklogIsTooLong() {
    assertThat(phases.see(START, 1_001, false)).isFalse();
    assertThat(phases.isGivenUp()).isTrue();
  }

  @Test
  void shouldSeeTheBacklogOnlyWhileItIsRecorded() {
    phases.see(START, 900, false);
    phases.see(START + 2 * SECOND, 300, true);
    phases.see(START + 3 * SECOND, 400, true);
    phases.see(START + 4 * SECOND, 500, true);
    assertThat(phases.backlog().meanOfThird(0)).isEqualTo(300);
    assertThat(phases.backlog().meanOfThird(2)).isEqualTo(500);
  }
}
