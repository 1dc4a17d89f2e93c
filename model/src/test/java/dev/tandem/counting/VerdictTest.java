package dev.tandem.counting;

import static dev.tandem.counting.Verdict.EXPIRED;
import static dev.tandem.counting.Verdict.LATE;
import static dev.tandem.counting.Verdict.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 4. */
class VerdictTest {
  private static final Lateness LATENESS = new Lateness(2, 5);

  @ParameterizedTest
  @CsvSource({
    "-99, LIVE",
    "99, LIVE",
    "100, LIVE",
    "101, LIVE", // the end is 100
    "102, LATE",
    "103, LATE",
    "104, LATE",
    "105, EXPIRED",
    "106, EXPIRED",
    "9999, EXPIRED"
  })
  void shouldCompareTheArrivalWithTheEndAndTheLateness(long arrivedMs, Verdict verdict) {
    assertThat(Verdict.of(100, LATENESS, arrivedMs)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"-103, LIVE", "-102, LIVE", "-98, LATE", "-96, LATE", "-95, EXPIRED"})
  void shouldCompareBefore1970AsAfter(long arrivedMs, Verdict verdict) {
    assertThat(Verdict.of(-100, LATENESS, arrivedMs)).isEqualTo(verdict);
  }

  @Test
  void shouldHaveNoLiveArrivalAtTheEndWithoutLateness() {
    assertThat(Verdict.of(100, new Lateness(0, 0), 99)).isEqualTo(LIVE);
    assertThat(Verdict.of(100, new Lateness(0, 0), 100)).isEqualTo(EXPIRED);
    assertThat(Verdict.of(100, new Lateness(0, 1), 100)).isEqualTo(LATE);
  }

  @Property
  void shouldNeverBeLateWhereLiveAndHistoryAreTheSame(
      @ForAll long endMs,
      @ForAll @LongRange(min = 0, max = 1L << 40) long bothMs,
      @ForAll long arrivedMs) {
    assertThat(Verdict.of(endMs, new Lateness(bothMs, bothMs), arrivedMs)).isNotEqualTo(LATE);
  }

  @ParameterizedTest
  @ValueSource(longs = {102, Long.MAX_VALUE - 1, Long.MAX_VALUE})
  void shouldNeverExpireWhereHistoryIsUnbounded(long arrivedMs) {
    assertThat(Verdict.of(100, new Lateness(2, Lateness.UNBOUNDED), arrivedMs)).isEqualTo(LATE);
  }

  @Test
  void shouldSaturateAtTheEndsOfTime() {
    Lateness century = new Lateness(100L * 365 * 86_400_000, Long.MAX_VALUE - 1);

    assertThat(Verdict.of(Long.MAX_VALUE - 1, century, Long.MAX_VALUE - 1)).isEqualTo(LIVE);
    assertThat(Verdict.of(Long.MAX_VALUE, century, Long.MAX_VALUE - 1)).isEqualTo(LIVE);
    assertThat(Verdict.of(Long.MIN_VALUE, century, Long.MIN_VALUE)).isEqualTo(LIVE);
    assertThat(Verdict.of(Long.MIN_VALUE, century, 0)).isEqualTo(EXPIRED);
    assertThat(Verdict.of(0, century, Long.MAX_VALUE)).isEqualTo(EXPIRED);
  }

  @Property(tries = 3_000)
  void shouldOnlyGetBetterWithTheEndOfTheWindow(
      @ForAll("latenesses") Lateness lateness,
      @ForAll long endMs,
      @ForAll @LongRange(min = 0, max = 1L << 40) long moreMs,
      @ForAll long arrivedMs) {
    long laterEndMs = endMs > Long.MAX_VALUE - moreMs ? Long.MAX_VALUE : endMs + moreMs;

    assertThat(Verdict.of(laterEndMs, lateness, arrivedMs))
        .isLessThanOrEqualTo(Verdict.of(endMs, lateness, arrivedMs));
  }

  @Provide
  Arbitrary<Lateness> latenesses() {
    return RandomMetrics.latenesses();
  }

  @Test
  void shouldRefuseHistoryThatEndsBeforeLive() {
    assertThatThrownBy(() -> new Lateness(5, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 <= live <= history: liveMs=5, historyMs=4");
    assertThatThrownBy(() -> new Lateness(-1, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 <= live <= history: liveMs=-1, historyMs=4");
  }
}
