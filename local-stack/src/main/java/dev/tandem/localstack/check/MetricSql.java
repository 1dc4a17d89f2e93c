package dev.tandem.localstack.check;

import static dev.tandem.localstack.check.SqlText.quote;
import static java.util.stream.Collectors.joining;

import dev.tandem.counting.Dimension;
import dev.tandem.counting.Filter;
import dev.tandem.counting.Lateness;
import dev.tandem.counting.Metric;
import dev.tandem.counting.WindowSpec;
import dev.tandem.domain.TimeDomain;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Sections 3 to 5 of the counting contract in SQL: one metric's answer from the contributions. */
final class MetricSql {
  private static final SqlText ANSWER =
      new SqlText(
          """
          with
            -- Event time (section 1): who lacks it does not contribute. Where: all conditions hold.
            contribution as (
              select kind, arrived_ms, value_cents, ${time} as time_ms${dimensions}
              from tandem_check.contribution
              where ${time} is not null${conditions}
            ),
            -- Windows (section 3): half-open, aligned to the epoch or to the zone's calendar.
            windowed as (
              select contribution.*, start_ms, end_ms
              from contribution
              cross join lateral (${windows}) as w (start_ms, end_ms)
            ),
            -- Verdict (section 4).
            judged as (
              select
                windowed.*,
                case
                  when end_ms + ${live-ms} > arrived_ms then 'live'
                  when ${history} then 'late'
                  else 'expired'
                end as verdict
              from windowed
            ),
            -- What contributions add (section 2).
            added as (
              select
                start_ms, end_ms, verdict${dimensions},
                count(*) filter (where kind = 'count') as documents,
                sum(value_cents) filter (where kind = 'count') as value,
                count(*) filter (where kind = 'uncount') as cancelled,
                sum(value_cents) filter (where kind = 'uncount') as cancelled_value
              from judged
              group by start_ms, end_ms, verdict${dimensions}
            )
          -- The answer (section 5): each part is the sum of its verdict.
          select
            start_ms, end_ms,
            ${parts}${dimensions}
          from added
          group by start_ms, end_ms${dimensions}
          """);

  private static final SqlText PART =
      new SqlText(
          """
          coalesce(sum(documents) filter (where verdict = '${verdict}'), 0)::bigint,
            coalesce(sum(value) filter (where verdict = '${verdict}'), 0)::bigint,
            coalesce(sum(cancelled) filter (where verdict = '${verdict}'), 0)::bigint,
            coalesce(sum(cancelled_value) filter (where verdict = '${verdict}'), 0)::bigint\
          """);

  private static final SqlText HOPPING =
      new SqlText(
          """
          select start_ms, start_ms + ${size-ms}
          from generate_series(
            ${first-start} + ${every-ms}, ${last-start}, ${every-ms}::bigint) as start_ms\
          """);

  /** The remainder of a division that rounds down, before 1970 too. */
  private static final SqlText FLOOR =
      new SqlText("(${time}) - mod(mod(${time}, ${every-ms}) + ${every-ms}, ${every-ms}::bigint)");

  private static final SqlText CALENDAR_OF_OFFSET =
      new SqlText(
          """
          select
            (extract(epoch from local_start) - ${offset-seconds})::bigint * 1000,
            (extract(epoch from local_start + interval '1 ${unit}') - ${offset-seconds})::bigint
              * 1000
          from date_trunc(
            '${unit}',
            to_timestamp(floor(time_ms / 1000.0) + ${offset-seconds}) at time zone 'UTC'
          ) as local_start\
          """);

  /**
   * A window begins with the first instant of its date; the hour of yesterday that some zones
   * repeat after it has begun is its own, or windows would overlap.
   */
  private static final SqlText CALENDAR_OF_REGION =
      new SqlText(
          """
          select
            (extract(epoch from case when instant < next then here else next end) * 1000)::bigint,
            (extract(epoch from case when instant < next then next else after end) * 1000)::bigint
          from to_timestamp(floor(time_ms / 1000.0)) as instant
          cross join lateral (
            select date_trunc('${unit}', instant at time zone ${zone}) as local_start
          ) as date
          cross join lateral (
            select
              tandem_check.first_instant(local_start, ${zone}) as here,
              tandem_check.first_instant(local_start + interval '1 ${unit}', ${zone}) as next,
              tandem_check.first_instant(local_start + interval '2 ${unit}', ${zone}) as after
          ) as starts\
          """);

  private MetricSql() {}

  /**
   * The metric's answer: start and end of the window, documents, value, cancelled and cancelled
   * value of live, late and expired, then the dimensions' values.
   */
  static String answer(Metric metric) {
    String dimensions = metric.dimensions().stream().map(d -> ", " + column(d)).collect(joining());
    String parts =
        List.of("live", "late", "expired").stream()
            .map(verdict -> PART.with("verdict", verdict).sql())
            .collect(joining(",\n  "));
    Lateness lateness = metric.lateness();
    return ANSWER
        .with("time", column(metric.time()))
        .with("dimensions", dimensions)
        .with("conditions", conditions(metric.where()))
        .with("windows", windows(metric.window()))
        .with("live-ms", lateness.liveMs())
        .with(
            "history",
            lateness.historyMs() == Lateness.UNBOUNDED
                ? "true"
                : "end_ms + " + lateness.historyMs() + " > arrived_ms")
        .with("parts", parts)
        .sql();
  }

  private static String column(TimeDomain time) {
    return time.text().replace('-', '_') + "_ms";
  }

  private static String column(Dimension dimension) {
    return dimension.text().replace('-', '_');
  }

  private static String conditions(Filter where) {
    return where.conditions().stream()
        .map(
            c ->
                " and "
                    + column(c.dimension())
                    + (c.negated() ? " not in (" : " in (")
                    + c.values().stream().sorted().map(SqlText::quote).collect(joining(", "))
                    + ")")
        .collect(joining());
  }

  private static String windows(WindowSpec window) {
    if (window instanceof WindowSpec.Tumbling tumbling) {
      return hopping(tumbling.sizeMs(), tumbling.sizeMs());
    }
    if (window instanceof WindowSpec.Hopping hopping) {
      return hopping(hopping.sizeMs(), hopping.everyMs());
    }
    if (window instanceof WindowSpec.Calendar calendar) {
      return calendar(calendar.unit().name().toLowerCase(Locale.ROOT), calendar.zone());
    }
    throw new IllegalArgumentException("windows that SQL does not know: window=" + window.text());
  }

  /** All windows that start up to an instant, and later than a size before it. */
  private static String hopping(long sizeMs, long everyMs) {
    return HOPPING
        .with("first-start", floor("time_ms - " + sizeMs, everyMs))
        .with("last-start", floor("time_ms", everyMs))
        .with("size-ms", sizeMs)
        .with("every-ms", everyMs)
        .sql();
  }

  private static String floor(String time, long everyMs) {
    return FLOOR.with("time", time).with("every-ms", everyMs).sql();
  }

  private static String calendar(String unit, ZoneId zone) {
    return zone.normalized() instanceof ZoneOffset offset
        ? CALENDAR_OF_OFFSET
            .with("unit", unit)
            .with("offset-seconds", offset.getTotalSeconds())
            .sql()
        : CALENDAR_OF_REGION.with("unit", unit).with("zone", quote(zone.getId())).sql();
  }
}
