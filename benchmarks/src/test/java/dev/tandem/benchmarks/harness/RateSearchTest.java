package dev.tandem.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RateSearchTest {
  private static RateSearch search(double first, int between, double capacity) {
    RateSearch search = new RateSearch(first, between);
    while (search.goesOn()) {
      double rate = search.next();
      search.tried(rate, rate <= capacity);
    }
    return search;
  }

  @Property(tries = 200)
  void shouldComeNearToTheCapacityFromWhereverItBegins(
      @ForAll @DoubleRange(min = 10, max = 100_000) double capacity,
      @ForAll @DoubleRange(min = 10, max = 100_000) double first) {
    double found = search(first, 100, capacity).sustained();
    assertThat(found).isBetween(capacity / 1.08, capacity);
  }

  @Test
  void shouldRaiseTheRateUntilOneIsRefused() {
    assertThat(search(100, 0, 1_000).sustained()).isEqualTo(800);
  }

  @Test
  void shouldLowerTheRateUntilOneIsSustained() {
    assertThat(search(1_000, 0, 100).sustained()).isEqualTo(62.5);
  }

  @Test
  void shouldTryBetweenTheTwoNoMoreThanSoOften() {
    assertThat(search(100, 1, 150).sustained()).isBetween(141.0, 142.0);
  }

  @Test
  void shouldTakeWhatIsSustainedAboveARefusalForTheRefusalsMistake() {
    RateSearch search = new RateSearch(100, 10);
    search.tried(100, false);
    search.tried(120, true);
    assertThat(search.goesOn()).isTrue();
    assertThat(search.next()).isGreaterThan(120);
  }
}
