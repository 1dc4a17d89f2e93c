package dev.tandem.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Times;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Domain sheet, section 12, M3. */
class DelayBucketTest {
  @ParameterizedTest
  @CsvSource({
    "1000, <1s, <10s",
    "10000, <10s, <1m",
    "60000, <1m, <5m",
    "300000, <5m, <1h",
    "3600000, <1h, <6h",
    "21600000, <6h, <24h",
    "86400000, <24h, <3d",
    "259200000, <3d, <7d",
    "604800000, <7d, <30d",
    "2592000000, <30d, <90d",
    "7776000000, <90d, <1y",
    "31536000000, <1y, >=1y"
  })
  void shouldBeHalfOpen(long edgeMs, String below, String from) {
    assertThat(DelayBucket.of(edgeMs - 1)).isEqualTo(below);
    assertThat(DelayBucket.of(edgeMs)).isEqualTo(from);
  }

  @Test
  void shouldTellWhatArrivedBeforeItsIssue() {
    assertThat(DelayBucket.of(-1)).isEqualTo("<0");
    assertThat(DelayBucket.of(Times.ABSENT + 1)).isEqualTo("<0");
    assertThat(DelayBucket.of(0)).isEqualTo("<1s");
  }

  @Test
  void shouldBeOlderHoweverOld() {
    assertThat(DelayBucket.of(Long.MAX_VALUE)).isEqualTo(">=1y");
  }

  @Test
  void shouldBeEmptyWhereTheTimeOfIssueIsNotKnown() {
    assertThat(DelayBucket.of(Times.ABSENT)).isEmpty();
  }

  @Property
  void shouldBeAValueThatTheDimensionCanHave(@ForAll long delayMs) {
    assertThat(Dimension.DELAY.canBe(DelayBucket.of(delayMs))).isTrue();
  }
}
