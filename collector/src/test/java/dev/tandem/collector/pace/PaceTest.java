package dev.tandem.collector.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** In a time that passes only where the test says so: no sleeping, no measuring. */
class PaceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long LEAST_SLEEP = 5_000_000;

  /** One thread at a time runs, the one whose clock is behind. */
  private static final class Simulation {
    private long now;
    private final List<Long> rows = new ArrayList<>();
    private long working;

    /** Readers that spend the given times on their rows. */
    Pace run(PaceSettings settings, int readers, List<Long> workNanos, int busySeconds) {
      Pace pace = new Pace(settings, () -> now, nanos -> now += nanos);
      for (int i = 0; i < busySeconds; i++) {
        pace.observe(true);
      }
      PriorityQueue<Simulated> threads =
          new PriorityQueue<>(Comparator.comparingLong((Simulated each) -> each.at));
      for (int i = 0; i < readers; i++) {
        threads.add(new Simulated(pace.reader()));
      }
      for (long work : workNanos) {
        Simulated next = threads.remove();
        now = next.at;
        now += work;
        working += work;
        next.reader.awaitTurn();
        rows.add(now);
        next.at = now;
        threads.add(next);
      }
      return pace;
    }
  }

  private static final class Simulated {
    private final Pace.Reader reader;
    private long at;

    Simulated(Pace.Reader reader) {
      this.reader = reader;
    }
  }

  private static PaceSettings rate(long rowsPerSecond) {
    return new PaceSettings(
        OptionalLong.of(rowsPerSecond), OptionalLong.empty(), OptionalInt.empty());
  }

  @Property
  void shouldNeverReadFasterThanItMay(
      @ForAll @LongRange(min = 1, max = 100_000) long rowsPerSecond,
      @ForAll @IntRange(min = 1, max = 8) int readers,
      @ForAll @Size(min = 1, max = 300) List<@LongRange(max = 50_000_000) Long> work) {
    Simulation simulation = new Simulation();
    simulation.run(rate(rowsPerSecond), readers, work, 0);
    List<Long> rows = simulation.rows.stream().sorted().toList();
    for (int first = 0; first < rows.size(); first += 7) {
      for (int last = first; last < rows.size(); last += 5) {
        double seconds = (rows.get(last) - rows.get(first) + LEAST_SLEEP) / (double) SECOND;
        assertThat(last - first).isLessThanOrEqualTo((int) (seconds * rowsPerSecond) + readers);
      }
    }
  }

  @Test
  void shouldReadAsFastAsItMay() {
    Simulation simulation = new Simulation();
    simulation.run(rate(1_000), 4, Collections.nCopies(10_000, 1_000L), 0);
    assertThat(simulation.rows.get(9_999)).isBetween(10 * SECOND - LEAST_SLEEP, 10 * SECOND + 1);
  }

  @Test
  void shouldNotCatchUpAfterAPause() {
    Simulation simulation = new Simulation();
    List<Long> work = new ArrayList<>(List.of(60 * SECOND));
    work.addAll(Collections.nCopies(1_000, 0L));
    simulation.run(rate(100), 1, work, 0);
    assertThat(simulation.rows.get(1_000)).isGreaterThanOrEqualTo(70 * SECOND - LEAST_SLEEP);
  }

  @Property
  void shouldReadForItsShareOfTheTime(
      @ForAll @IntRange(min = 1, max = 10) int busySeconds,
      @ForAll @Size(min = 50, max = 300) List<@LongRange(min = 1, max = 20_000_000) Long> work) {
    Simulation simulation = new Simulation();
    Pace pace = simulation.run(PaceSettings.UNLIMITED, 1, work, busySeconds);
    assertThat(pace.share()).isEqualTo(Math.max(1.0 / 64, Math.pow(0.5, busySeconds)));
    double wanted = simulation.working / pace.share();
    assertThat((double) simulation.now)
        .isBetween(wanted - LEAST_SLEEP - work.size(), wanted + work.size());
  }

  @Property
  void shouldBackOffQuicklyAndComeBackGently(@ForAll @Size(max = 100) List<Boolean> observations) {
    BackOff backOff = new BackOff();
    for (boolean busy : observations) {
      double before = backOff.share();
      backOff.observe(busy);
      assertThat(backOff.share())
          .isEqualTo(busy ? Math.max(BackOff.LEAST, before / 2) : Math.min(1, before + 1.0 / 16));
    }
    for (int quiet = 0; quiet < 16; quiet++) {
      backOff.observe(false);
    }
    assertThat(backOff.share()).isEqualTo(1);
  }

  @Test
  void shouldHoldNobodyUpUnlessTold() {
    Simulation simulation = new Simulation();
    simulation.run(PaceSettings.UNLIMITED, 2, Collections.nCopies(100, 1_000L), 0);
    assertThat(simulation.now).isLessThan(LEAST_SLEEP);
  }

  @Test
  void shouldEndItsWaitWhereItIsInterrupted() {
    long[] now = {0};
    Pace pace =
        new Pace(
            rate(1),
            () -> now[0],
            nanos -> {
              throw new InterruptedException();
            });
    Pace.Reader reader = pace.reader();
    reader.awaitTurn();
    reader.awaitTurn();
    assertThat(Thread.interrupted()).isTrue();
  }
}
