package dev.tandem.spec;

import static dev.tandem.counting.Dimension.DELAY;
import static dev.tandem.counting.Dimension.ISSUER;
import static dev.tandem.counting.Dimension.MODEL;
import static dev.tandem.counting.Dimension.OPERATION;
import static dev.tandem.counting.Dimension.PURPOSE;
import static dev.tandem.counting.Dimension.STATE;
import static dev.tandem.domain.TimeDomain.ARRIVED;
import static dev.tandem.domain.TimeDomain.ISSUED;
import static dev.tandem.domain.TimeDomain.ISSUED_LOCAL;
import static dev.tandem.domain.TimeDomain.REGISTERED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.Dimension;
import dev.tandem.counting.Filter;
import dev.tandem.counting.Lateness;
import dev.tandem.counting.Metric;
import dev.tandem.counting.WindowSpec;
import dev.tandem.counting.WindowSpec.Calendar;
import dev.tandem.counting.WindowSpec.Hopping;
import dev.tandem.counting.WindowSpec.Tumbling;
import dev.tandem.domain.TimeDomain;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of the architecture page, section "Spec". */
class DefaultSpecTest {
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;
  private static final long DAY_MS = 24 * HOUR_MS;
  private static final long UNBOUNDED = Lateness.UNBOUNDED;

  private final Spec spec = new SpecReader().readDefault();

  private static MetricSpec metric(
      String name,
      TimeDomain time,
      WindowSpec window,
      List<Dimension> dimensions,
      Lateness lateness,
      long retentionMs) {
    return new MetricSpec(
        new Metric(name, time, window, dimensions, Filter.ALL, lateness, DAY_MS),
        retentionMs,
        new MetricSpec.History(
            new Firing.After(30_000),
            new Firing.After(60_000),
            MetricSpec.Accumulation.ACCUMULATING));
  }

  @Test
  void shouldBeTheTableOfTheArchitecturePage() {
    Lateness twoHours = new Lateness(2 * HOUR_MS, 90 * DAY_MS);

    assertThat(spec.metrics())
        .containsExactly(
            metric(
                "documents-by-issuer-minute",
                ISSUED,
                new Tumbling(MINUTE_MS),
                List.of(ISSUER, MODEL),
                twoHours,
                2 * DAY_MS),
            metric(
                "documents-by-issuer-day",
                ISSUED_LOCAL,
                new Calendar(Calendar.Unit.DAY, ZoneOffset.UTC),
                List.of(ISSUER, MODEL),
                new Lateness(2 * DAY_MS, UNBOUNDED),
                40 * DAY_MS),
            metric(
                "documents-by-state-hour",
                ISSUED,
                new Hopping(HOUR_MS, 5 * MINUTE_MS),
                List.of(STATE, MODEL, OPERATION, PURPOSE),
                twoHours,
                7 * DAY_MS),
            metric(
                "documents-by-state-month",
                ISSUED_LOCAL,
                new Calendar(Calendar.Unit.MONTH, ZoneOffset.UTC),
                List.of(STATE, MODEL),
                new Lateness(5 * DAY_MS, UNBOUNDED),
                400 * DAY_MS),
            metric(
                "arrivals-by-delay",
                ARRIVED,
                new Tumbling(5 * MINUTE_MS),
                List.of(DELAY, MODEL),
                new Lateness(5 * MINUTE_MS, UNBOUNDED),
                7 * DAY_MS),
            metric(
                "registrations",
                REGISTERED,
                new Tumbling(10 * MINUTE_MS),
                List.of(MODEL, STATE),
                twoHours,
                7 * DAY_MS));
  }

  @Test
  void shouldTakeTheContractsDefaults() {
    assertThat(spec.maxFutureMs()).isEqualTo(DAY_MS);
    assertThat(spec.arrivalSlackMs()).isEqualTo(MINUTE_MS);
  }

  /** Topics and stores are keyed by these ids: another id is another metric, counted anew. */
  @Test
  void shouldKeepTheIdsOfItsMetrics() {
    assertThat(spec.counted())
        .extracting(Metric::id)
        .containsExactly(
            "documents-by-issuer-minute@438bf9e2",
            "documents-by-issuer-day@0dbfa40b",
            "documents-by-state-hour@ef576dfc",
            "documents-by-state-month@0025a770",
            "arrivals-by-delay@ea92d8bc",
            "registrations@1397b443");
  }

  @Test
  void shouldFindAMetricByNameAndById() {
    MetricSpec day = spec.metrics().get(1);

    assertThat(spec.find("documents-by-issuer-day")).contains(day);
    assertThat(spec.find(day.metric().id())).contains(day);
    assertThat(spec.find("documents-by-issuer")).isEmpty();
  }
}
