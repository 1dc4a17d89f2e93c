package dev.tandem.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.benchmarks.system.Answer;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.wire.HistoryFormat.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingTest {
  private static final long MS = 1_000_000;
  private static final CountKey WINDOW =
      new CountKey("documents@1", List.of("55"), new Window(0, 60_000));

  private final Pending pending = new Pending();
  private final Latencies latencies = new Latencies();

  private static Answer answer(long live, long late, Version version) {
    return new Answer(
        WINDOW,
        new Tally(new Measures(live, 0, 0, 0), new Measures(late, 0, 0, 0), Measures.ZERO),
        version);
  }

  private static Answer answer(long documents) {
    return answer(documents, 0, Answer.UNVERSIONED);
  }

  private List<Double> leastAndGreatest() {
    return List.of(
        latencies.points().get(0).value(),
        latencies.points().get(latencies.points().size() - 1).value());
  }

  @Test
  void shouldTakeTheFirstSentForTheFirstAnswered() {
    pending.sent(WINDOW, 10 * MS, latencies);
    pending.sent(WINDOW, 20 * MS, latencies);
    pending.answered(answer(1), 15 * MS);
    assertThat(pending.waiting()).isEqualTo(1);
    pending.answered(answer(2), 50 * MS);
    assertThat(pending.waiting()).isZero();
    assertThat(leastAndGreatest().get(0)).isBetween(4.9, 5.1);
    assertThat(leastAndGreatest().get(1)).isBetween(29.9, 30.1);
  }

  @Test
  void shouldTakeSeveralForAnsweredByOneAnswer() {
    pending.sent(WINDOW, 10 * MS, latencies);
    pending.sent(WINDOW, 20 * MS, latencies);
    pending.answered(answer(1, 1, Answer.UNVERSIONED), 30 * MS);
    assertThat(pending.answered()).isEqualTo(2);
  }

  @Test
  void shouldNotAnswerTwiceWhatIsSaidTwice() {
    pending.sent(WINDOW, 10 * MS, latencies);
    pending.answered(answer(1), 30 * MS);
    pending.answered(answer(1), 31 * MS);
    pending.sent(WINDOW, 40 * MS, latencies);
    pending.answered(answer(1), 41 * MS);
    assertThat(pending.waiting()).isEqualTo(1);
  }

  @Test
  void shouldDisregardAnOlderVersionThatComesLater() {
    pending.sent(WINDOW, 10 * MS, latencies);
    pending.answered(answer(0, 0, new Version(2, 0)), 20 * MS);
    pending.answered(answer(1, 0, new Version(1, 7)), 30 * MS);
    assertThat(pending.waiting()).isEqualTo(1);
    pending.answered(answer(1, 0, new Version(2, 1)), 40 * MS);
    assertThat(pending.waiting()).isZero();
  }

  @Test
  void shouldDisregardWindowsThatNothingWasSentFor() {
    pending.answered(answer(5), 10 * MS);
    assertThat(pending.answered()).isZero();
  }
}
