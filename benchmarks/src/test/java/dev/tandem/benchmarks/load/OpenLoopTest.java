package dev.tandem.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.benchmarks.results.Distribution.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  private static final long MS = 1_000_000;
  private static final long SECOND = 1_000 * MS;

  /** A clock that stands still unless somebody waits or is held up. */
  private static final class SimulatedTime implements OpenLoop.Time {
    private long nowNs = 123 * SECOND;

    @Override
    public long nowNs() {
      return nowNs;
    }

    @Override
    public void idle() {
      nowNs += MS / 2;
    }
  }

  private final SimulatedTime time = new SimulatedTime();
  private final Latencies latencies = new Latencies();

  /** Sends a thousand captures a second for ten seconds, each answered after a millisecond. */
  private long runWith(long stallAt, long stallNs) {
    Schedule schedule = new Schedule(time.nowNs(), 1_000);
    List<Long> sent = new ArrayList<>();
    OpenLoop loop =
        new OpenLoop(
            time,
            intendedNs -> {
              sent.add(intendedNs);
              if (sent.size() == stallAt) {
                time.nowNs += stallNs;
              }
              latencies.record(time.nowNs + MS - intendedNs);
              return true;
            },
            () -> time.nowNs() - schedule.startNs() < 10 * SECOND);
    return loop.run(schedule);
  }

  private double percentile(double percentile) {
    return latencies.points().stream()
        .filter(point -> point.percentile() == percentile)
        .mapToDouble(Point::value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldKeepToItsScheduleWhereNothingStalls() {
    assertThat(runWith(-1, 0)).isBetween(9_999L, 10_001L);
    assertThat(percentile(100)).isLessThan(2);
  }

  @Test
  void shouldShowAStallInAllThatItHasHeldUp() {
    // A second in ten: a tenth of all captures was due meanwhile, and waited half of it on average.
    runWith(5_000, SECOND);
    assertThat(percentile(50)).isLessThan(2);
    assertThat(percentile(95)).isBetween(450.0, 550.0);
    assertThat(percentile(99)).isBetween(880.0, 920.0);
    assertThat(percentile(100)).isBetween(1_000.0, 1_003.0);
  }

  @Test
  void shouldEndWhereNothingIsLeftToSend() {
    Schedule schedule = new Schedule(time.nowNs(), 1_000);
    List<Long> left = new ArrayList<>(List.of(1L, 2L, 3L));
    OpenLoop loop =
        new OpenLoop(time, intendedNs -> !left.isEmpty() && left.remove(0) > 0, () -> true);
    assertThat(loop.run(schedule)).isEqualTo(3);
  }

  @Test
  void shouldEndWhereItIsCalledOff() {
    Schedule schedule = new Schedule(time.nowNs(), 1_000);
    long[] sent = new long[1];
    OpenLoop loop =
        new OpenLoop(
            time,
            intendedNs -> {
              sent[0]++;
              return true;
            },
            () -> sent[0] < 7);
    assertThat(loop.run(schedule)).isEqualTo(7);
  }
}
