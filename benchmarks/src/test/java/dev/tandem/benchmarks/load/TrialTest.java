package dev.tandem.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static Trial trial(double backlogMid, double backlogEnd, boolean drained) {
    return new Trial(
        1_000, 8, 8_000, false, backlogMid, backlogEnd, 900, drained, 7_000, List.of());
  }

  @Test
  void shouldSustainWhatLeavesTheBacklogAsItIs() {
    assertThat(trial(400, 400, true).sustained()).isTrue();
    assertThat(trial(0, 80, true).sustained()).isTrue();
  }

  @Test
  void shouldNotSustainWhatLetsTheBacklogGrow() {
    assertThat(trial(400, 600, true).sustained()).isFalse();
  }

  @Test
  void shouldNotSustainWhatIsNotAnsweredSoonAfterTheEnd() {
    assertThat(trial(400, 400, false).sustained()).isFalse();
  }

  @Test
  void shouldSeeTheBacklogByThirds() {
    Backlog backlog = new Backlog();
    for (int i = 0; i < 9; i++) {
      backlog.add(i);
    }
    assertThat(backlog.meanOfThird(1)).isEqualTo(4);
    assertThat(backlog.meanOfThird(2)).isEqualTo(7);
  }
}
