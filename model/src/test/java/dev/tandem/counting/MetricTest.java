package dev.tandem.counting;

import static dev.tandem.counting.Samples.DAY_MS;
import static dev.tandem.counting.Samples.HOUR_MS;
import static dev.tandem.counting.Samples.ISSUED_MS;
import static dev.tandem.counting.Samples.MINUTE_MS;
import static dev.tandem.counting.Samples.count;
import static dev.tandem.counting.Samples.facts;
import static dev.tandem.counting.Samples.metric;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.TimeDomain;
import dev.tandem.domain.Times;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MetricTest {
  /** A metric, each time with one field changed that decides numbers. */
  static Stream<Arguments> changedMetrics() {
    Metric m = metric();
    WindowSpec calendarDay = calendar("America/Sao_Paulo", WindowSpec.Calendar.Unit.DAY);
    return Stream.of(
            new Metric(
                "other",
                m.time(),
                m.window(),
                m.dimensions(),
                m.where(),
                m.lateness(),
                m.maxFutureMs()),
            withTime(TimeDomain.REGISTERED),
            withTime(TimeDomain.ISSUED_LOCAL),
            withTime(TimeDomain.ARRIVED),
            withWindow(new WindowSpec.Tumbling(MINUTE_MS + 1)),
            withWindow(new WindowSpec.Hopping(MINUTE_MS, 1_000)),
            withWindow(new WindowSpec.Hopping(MINUTE_MS, 2_000)),
            withWindow(calendarDay),
            withWindow(calendar("America/Sao_Paulo", WindowSpec.Calendar.Unit.MONTH)),
            withWindow(calendar("America/Manaus", WindowSpec.Calendar.Unit.DAY)),
            withDimensions(),
            withDimensions(Dimension.ISSUER, Dimension.MODEL),
            withDimensions(Dimension.MODEL, Dimension.ISSUER),
            withWhere(Dimension.MODEL, false, "55"),
            withWhere(Dimension.MODEL, true, "55"),
            withWhere(Dimension.MODEL, false, "55", "65"),
            withWhere(Dimension.EMISSION, false, "1"),
            withLateness(new Lateness(2 * HOUR_MS, Lateness.UNBOUNDED)),
            withLateness(new Lateness(2 * HOUR_MS, 90 * DAY_MS + 1)),
            withLateness(new Lateness(2 * HOUR_MS + 1, 90 * DAY_MS)),
            withMaxFuture(DAY_MS + 1))
        .map(Arguments::of);
  }

  private static WindowSpec calendar(String zone, WindowSpec.Calendar.Unit unit) {
    return new WindowSpec.Calendar(unit, ZoneId.of(zone));
  }

  private static Metric withTime(TimeDomain time) {
    Metric m = metric();
    return new Metric(
        m.name(), time, m.window(), m.dimensions(), m.where(), m.lateness(), m.maxFutureMs());
  }

  private static Metric withWindow(WindowSpec window) {
    Metric m = metric();
    return new Metric(
        m.name(), m.time(), window, m.dimensions(), m.where(), m.lateness(), m.maxFutureMs());
  }

  private static Metric withDimensions(Dimension... dimensions) {
    Metric m = metric();
    return new Metric(
        m.name(),
        m.time(),
        m.window(),
        List.of(dimensions),
        m.where(),
        m.lateness(),
        m.maxFutureMs());
  }

  private static Metric withWhere(Dimension dimension, boolean negated, String... values) {
    Metric m = metric();
    Filter where = new Filter(List.of(new Filter.Condition(dimension, negated, Set.of(values))));
    return new Metric(
        m.name(), m.time(), m.window(), m.dimensions(), where, m.lateness(), m.maxFutureMs());
  }

  private static Metric withLateness(Lateness lateness) {
    Metric m = metric();
    return new Metric(
        m.name(), m.time(), m.window(), m.dimensions(), m.where(), lateness, m.maxFutureMs());
  }

  private static Metric withMaxFuture(long maxFutureMs) {
    Metric m = metric();
    return new Metric(
        m.name(), m.time(), m.window(), m.dimensions(), m.where(), m.lateness(), maxFutureMs);
  }

  @ParameterizedTest
  @MethodSource("changedMetrics")
  void shouldHaveAnotherIdWhenWhatDecidesItsNumbersChanges(Metric changed) {
    assertThat(changed.id()).isNotEqualTo(metric().id());
  }

  @Test
  void shouldHaveOneIdForEachOfItsChanges() {
    assertThat(changedMetrics().map(arguments -> ((Metric) arguments.get()[0]).id()))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldKeepItsIdWhereNothingChanges() {
    assertThat(metric().id()).isEqualTo(metric().id()).startsWith("documents@");
  }

  @Test
  void shouldAssignDimensionsMeasuresAndAVerdictForEachWindow() {
    Metric hopping = withWindow(new WindowSpec.Hopping(2 * HOUR_MS, HOUR_MS));
    long arrivedMs = ISSUED_MS + 3 * HOUR_MS;

    assertThat(hopping.assign(new Change(1, count(facts(), arrivedMs))))
        .contains(
            new Assignment(
                List.of("34128745000152"),
                new Measures(1, 10_000, 0, 0),
                List.of(
                    new Assignment.Judged(
                        new Window(ISSUED_MS - HOUR_MS, ISSUED_MS + HOUR_MS), Verdict.LATE),
                    new Assignment.Judged(
                        new Window(ISSUED_MS, ISSUED_MS + 2 * HOUR_MS), Verdict.LIVE))));
  }

  @Test
  void shouldNegateWhatIsTakenBack() {
    assertThat(metric().assign(new Change(-1, count(facts(), ISSUED_MS))).orElseThrow().measures())
        .isEqualTo(new Measures(-1, -10_000, 0, 0));
  }

  @Test
  void shouldCountAnUncountAsCancelled() {
    Contribution uncount =
        new Contribution(Contribution.Kind.UNCOUNT, Samples.KEY, facts(), 1, ISSUED_MS, ISSUED_MS);

    assertThat(metric().assign(new Change(1, uncount)).orElseThrow().measures())
        .isEqualTo(new Measures(0, 0, 1, 10_000));
  }

  @Test
  void shouldLeaveOutWhatTheFilterLeavesOut() {
    Metric ctes = withWhere(Dimension.MODEL, false, "57");

    assertThat(ctes.assign(new Change(1, count(facts(), ISSUED_MS)))).isEqualTo(Optional.empty());
    assertThat(ctes.lacksTime(count(facts(1, Times.ABSENT), ISSUED_MS))).isFalse();
  }

  @Test
  void shouldLeaveOutWhatLacksItsTime() {
    Contribution timeless = count(facts(1, Times.ABSENT), ISSUED_MS);

    assertThat(metric().assign(new Change(1, timeless))).isEqualTo(Optional.empty());
    assertThat(metric().lacksTime(timeless)).isTrue();
    assertThat(withTime(TimeDomain.ARRIVED).assign(new Change(1, timeless))).isPresent();
    assertThat(withTime(TimeDomain.ARRIVED).lacksTime(timeless)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("times")
  void shouldCountByTheTimeOfItsDomain(TimeDomain time, long timeMs) {
    Contribution contribution =
        new Contribution(
            Contribution.Kind.COUNT,
            Samples.KEY,
            facts(),
            ISSUED_MS + 10 * MINUTE_MS,
            ISSUED_MS + 20 * MINUTE_MS,
            ISSUED_MS);

    assertThat(withTime(time).assign(new Change(1, contribution)).orElseThrow().windows())
        .extracting(judged -> judged.window().startMs())
        .containsExactly(timeMs);
  }

  static Stream<Arguments> times() {
    return Stream.of(
        Arguments.of(TimeDomain.ISSUED, ISSUED_MS),
        Arguments.of(TimeDomain.ISSUED_LOCAL, ISSUED_MS - 3 * HOUR_MS),
        Arguments.of(TimeDomain.REGISTERED, ISSUED_MS + 10 * MINUTE_MS),
        Arguments.of(TimeDomain.ARRIVED, ISSUED_MS + 20 * MINUTE_MS));
  }
}
