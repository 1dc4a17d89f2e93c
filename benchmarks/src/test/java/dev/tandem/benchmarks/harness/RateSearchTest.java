package dev.tandem.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RateSearchTest {
  private static RateSearch search(double first, int trials, double capacity) {
    RateSearch search = new RateSearch(first, trials);
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
  void shouldEndAfterSoManyTrials() {
    assertThat(search(100, 3, 1_000_000).sustained()).isEqualTo(225);
  }

  @Test
  void shouldGoOnUntilOneIsSustained() {
    assertThat(search(1_000, 3, 100).sustained()).isBetween(50.0, 100.0);
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
