package dev.tandem.localstack.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalPlanTest {
  private static final long NOW_MS = Samples.NOW.toEpochMilli();
  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final int ROWS = 50_000;

  @Test
  void shouldSpreadABulkLoadOverItsPeriodWithHalfOfItRecent() {
    long[] arrivals = spread();

    assertThat(LongStream.of(arrivals)).allMatch(ms -> ms <= NOW_MS && ms > NOW_MS - 42 * DAY_MS);
    assertThat(share(arrivals, 3 * DAY_MS)).isCloseTo(0.5, within(0.05));
    assertThat(LongStream.of(arrivals).max().orElseThrow())
        .isGreaterThan(NOW_MS - Duration.ofMinutes(2).toMillis());
  }

  @Test
  void shouldGiveADayABusiestMinute() {
    Map<Long, Map<Long, Long>> minutesOfDay =
        LongStream.of(spread())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    ms -> (ms - 3 * 3_600_000) / DAY_MS,
                    Collectors.groupingBy(ms -> ms / 60_000, Collectors.counting())));
    double busiest =
        minutesOfDay.values().stream()
            .mapToLong(
                minutes -> minutes.values().stream().mapToLong(Long::longValue).max().orElse(0))
            .sum();

    // Mean over days of the busiest minute's count, over the mean minute's.
    assertThat(busiest * 1440 / ROWS).isBetween(9.0, 20.0);
  }

  @Test
  void shouldLetABulkLoadArriveAnyTimeButAfterNow() {
    SpreadArrivals plan = new SpreadArrivals(1, LoadProfile.standard(), Samples.NOW, ROWS);

    assertThat(plan.allowedMs(5, 1_000)).isEqualTo(1_000);
    assertThat(plan.allowedMs(5, NOW_MS + 1)).isEqualTo(NOW_MS);
    assertThat(plan.laterMs(5, NOW_MS - 100, DAY_MS)).isBetween(NOW_MS - 100, NOW_MS);
  }

  @Test
  void shouldLetLiveRowsArriveAtTheRate() {
    LiveArrivals plan = new LiveArrivals(100, NOW_MS, 4);

    assertThat(plan.dueBefore(NOW_MS - 1)).isEqualTo(100);
    assertThat(plan.dueBefore(NOW_MS)).isEqualTo(101);
    assertThat(plan.dueBefore(NOW_MS + 999)).isEqualTo(104);
    assertThat(plan.plannedMs(104, false)).isEqualTo(NOW_MS + 1_000);
    assertThat(plan.allowedMs(104, 0)).isEqualTo(NOW_MS + 1_000 - 20_000);
    assertThat(plan.allowedMs(104, Long.MAX_VALUE)).isEqualTo(NOW_MS + 1_000);
  }

  @Test
  void shouldKeepTheArrivalsOfRowsMadeBeforeAPause() {
    LiveArrivals plan = new LiveArrivals(0, NOW_MS, 10);
    plan.resume(5, NOW_MS + 60_000);

    assertThat(plan.plannedMs(4, false)).isEqualTo(NOW_MS + 400);
    assertThat(plan.plannedMs(5, false)).isEqualTo(NOW_MS + 60_000);
    assertThat(plan.dueBefore(NOW_MS + 60_100)).isEqualTo(7);
  }

  @Test
  void shouldRefuseAStreamThatStandsStill() {
    assertThatThrownBy(() -> new LiveArrivals(0, NOW_MS, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 0 rows per second: rate=0.0");
  }

  private static long[] spread() {
    SpreadArrivals plan = new SpreadArrivals(1, LoadProfile.standard(), Samples.NOW, ROWS);
    return LongStream.range(0, ROWS).map(index -> plan.plannedMs(index, index % 2 == 0)).toArray();
  }

  private static double share(long[] arrivals, long lastMs) {
    return (double) LongStream.of(arrivals).filter(ms -> ms > NOW_MS - lastMs).count() / ROWS;
  }
}
