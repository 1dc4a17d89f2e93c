package dev.tandem.collector.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.collector.rows.Arrival;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopiedArrivalTest {
  private static final long FALLBACK_MS = 42;

  @Test
  void shouldCutMicrosecondsDown() {
    assertThat(arrival(0)).isEqualTo(new Arrival(ms("2000-01-01T00:00:00Z"), false));
    assertThat(arrival(1_999)).isEqualTo(new Arrival(ms("2000-01-01T00:00:00.001Z"), false));
    assertThat(arrival(-1)).isEqualTo(new Arrival(ms("1999-12-31T23:59:59.999Z"), false));
  }

  @Test
  void shouldCutDownBefore1970Too() {
    long micros = (ms("1969-12-31T23:59:59.998Z") - ms("2000-01-01T00:00:00Z")) * 1000 + 500;
    assertThat(arrival(micros)).isEqualTo(new Arrival(ms("1969-12-31T23:59:59.998Z"), false));
  }

  @Test
  void shouldFallBackWhereThereIsNoTime() {
    Arrival assumed = new Arrival(FALLBACK_MS, true);
    assertThat(arrival(Long.MAX_VALUE)).isEqualTo(assumed);
    assertThat(arrival(Long.MIN_VALUE)).isEqualTo(assumed);
    assertThat(Arrival.of(CopiedArrival.epochMs(Optional.empty()), FALLBACK_MS)).isEqualTo(assumed);
  }

  @Test
  void shouldFallBackAtTheExtremesPostgresAllows() {
    // 4714-11-24 BC and 294276-12-31, both in microseconds from the year 2000.
    Arrival assumed = new Arrival(FALLBACK_MS, true);
    assertThat(arrival(-211_813_488_000_000_000L)).isEqualTo(assumed);
    assertThat(arrival(9_223_371_331_199_999_999L)).isEqualTo(assumed);
  }

  @Test
  void shouldTakeTheRangesEndsAndFallBackBesideThem() {
    Arrival assumed = new Arrival(FALLBACK_MS, true);
    long first = (ms("0001-01-01T00:00:00Z") - ms("2000-01-01T00:00:00Z")) * 1000;
    long end = (ms("+10000-01-01T00:00:00Z") - ms("2000-01-01T00:00:00Z")) * 1000;
    assertThat(arrival(first - 1)).isEqualTo(assumed);
    assertThat(arrival(first)).isEqualTo(new Arrival(ms("0001-01-01T00:00:00Z"), false));
    assertThat(arrival(end - 1)).isEqualTo(new Arrival(ms("9999-12-31T23:59:59.999Z"), false));
    assertThat(arrival(end)).isEqualTo(assumed);
  }

  private static Arrival arrival(long micros) {
    byte[] field = ByteBuffer.allocate(8).putLong(micros).array();
    return Arrival.of(CopiedArrival.epochMs(Optional.of(field)), FALLBACK_MS);
  }

  private static long ms(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
