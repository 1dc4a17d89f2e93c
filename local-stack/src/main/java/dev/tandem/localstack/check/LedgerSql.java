package dev.tandem.localstack.check;

import java.util.List;

/**
 * Sections 1 and 2 of the counting contract in SQL: from facts to captures, winners, cancellations,
 * contributions and quality classes, each a table of schema {@value #SCHEMA} that stays to be
 * looked into. Unlogged, so that a change stream of the same database does not carry it.
 */
final class LedgerSql {
  static final String SCHEMA = "tandem_check";

  private static final SqlText CAPTURE =
      new SqlText(
          """
          create unlogged table tandem_check.capture as
          with
            -- Absent texts are empty; times are whole milliseconds, rounded down. Materialized, or
            -- all this would be worked out again for every use.
            fact as materialized (
              select
                row_id, ordinal, kind, ${rank-columns},
                floor(extract(epoch from arrived) * 1000)::bigint as arrived_ms,
                case
                  when access_key ~ '^[0-9]{6}[0-9A-Z]{12}[0-9]{26}$' then access_key
                  else ''
                end collate "C" as access_key,
                coalesce(model, '') as model,
                coalesce(issuer, '') as issuer,
                coalesce(issuer_type, '') as issuer_type,
                coalesce(recipient_root, '') as recipient_root,
                coalesce(state, '') as state,
                coalesce(layout, '') as layout,
                coalesce(operation, '') as operation,
                coalesce(purpose, '') as purpose,
                coalesce(emission, '') as emission,
                coalesce(value_cents, 0) as value_cents,
                -- Times have four digits of year (section 1); others are as good as none.
                case when issued >= '0001-01-01 00:00:00+00' and issued < '10000-01-01 00:00:00+00'
                  then floor(extract(epoch from issued) * 1000)::bigint
                end as issued_ms,
                case when issued_local >= '0001-01-01' and issued_local < '10000-01-01'
                  then floor(extract(epoch from issued_local) * 1000)::bigint
                end as issued_local_ms,
                case
                  when registered >= '0001-01-01 00:00:00+00'
                    and registered < '10000-01-01 00:00:00+00'
                  then floor(extract(epoch from registered) * 1000)::bigint
                end as registered_ms,
                coalesce(
                  issued < '0001-01-01 00:00:00+00' or issued >= '10000-01-01 00:00:00+00', false)
                or coalesce(
                  issued_local < '0001-01-01' or issued_local >= '10000-01-01', false)
                  as out_of_range,
                coalesce(status, '') as status,
                coalesce(form, '') as form,
                coalesce(event_type, '') as event_type,
                coalesce(production, false) as production,
                coalesce(reason, '') as reason
              from ${facts}
            ),
            -- Countable (section 2): the first objection, empty where there is none.
            judged as materialized (
              select
                fact.*,
                case
                  when kind <> 'document' then ''
                  when access_key = '' then 'no-access-key'
                  when status = '' then 'no-protocol'
                  when status not in ('100', '150', '101', '151', '155') then 'not-authorised'
                  when not production then 'not-production'
                  when out_of_range then 'time-out-of-range'
                  when issued_ms - arrived_ms > ${max-future-ms} then 'future'
                  else ''
                end as objection
              from fact
            )
          select
            judged.*,
            -- Accepted (section 2; domain sheet, section 6).
            kind = 'cancellation' and production and
              case form
                when 'event' then
                  status in ('134', '135', '136', '155') and
                  case event_type
                    when '110111' then substr(access_key, 21, 2) in ('55', '65', '57', '67')
                    when '110112' then substr(access_key, 21, 2) in ('55', '65')
                    else false
                  end
                when 'receipt' then status in ('101', '151')
                when 'protocol' then status in ('101', '151', '155')
                else false
              end as accepted,
            -- Identity (section 1): all deliveries of one but one are redeliveries. What was from
            -- the future as it first arrived may count as it arrives again.
            row_number() over (
              partition by source, table_name, key_number, key_text, digest, kind, ordinal
              order by objection = 'future', arrived_ms, position
            ) > 1 as redelivered
          from judged
          """);

  /** In the order of rank (section 1); kinds do not meet, as one is asked for at a time. */
  private static final String RANK =
      """
      arrived_ms, source collate "C", table_name collate "C", key_number nulls last,
        key_text collate "C", position, digest collate "C", ordinal\
      """;

  private static final SqlText WINNER =
      new SqlText(
          """
          create unlogged table tandem_check.winner as
          -- Of the countable documents of a key the one of lowest rank.
          select distinct on (access_key) *
          from tandem_check.capture
          where kind = 'document' and objection = ''
          order by access_key, ${rank}
          """);

  private static final SqlText CANCELLATION =
      new SqlText(
          """
          create unlogged table tandem_check.cancellation as
          -- Of the accepted cancellations of a key the one of lowest rank.
          select distinct on (access_key) access_key, arrived_ms, registered_ms
          from tandem_check.capture
          where accepted and access_key <> ''
          order by access_key, ${rank}
          """);

  private static final String CONTRIBUTION =
      """
      create unlogged table tandem_check.contribution as
      with
        -- Dimensions are the winner's, for both contributions; delay is its arrived - issued.
        document as (
          select
            access_key, value_cents, issued_ms, issued_local_ms, registered_ms, arrived_ms,
            issuer,
            case when issuer_type = 'CNPJ' and length(issuer) = 14 then left(issuer, 8) else '' end
              as issuer_root,
            issuer_type, recipient_root, state, model, layout, operation, purpose, emission,
            case
              when issued_ms is null then ''
              when arrived_ms - issued_ms < 0 then '<0'
              when arrived_ms - issued_ms < 1000 then '<1s'
              when arrived_ms - issued_ms < 10 * 1000 then '<10s'
              when arrived_ms - issued_ms < 60 * 1000 then '<1m'
              when arrived_ms - issued_ms < 5 * 60 * 1000 then '<5m'
              when arrived_ms - issued_ms < 60 * 60 * 1000 then '<1h'
              when arrived_ms - issued_ms < 6 * 60 * 60 * 1000 then '<6h'
              when arrived_ms - issued_ms < 24 * 60 * 60 * 1000 then '<24h'
              when arrived_ms - issued_ms < 3 * 86400000::bigint then '<3d'
              when arrived_ms - issued_ms < 7 * 86400000::bigint then '<7d'
              when arrived_ms - issued_ms < 30 * 86400000::bigint then '<30d'
              when arrived_ms - issued_ms < 90 * 86400000::bigint then '<90d'
              when arrived_ms - issued_ms < 365 * 86400000::bigint then '<1y'
              else '>=1y'
            end as delay
          from tandem_check.winner
        )
      select
        d.access_key, d.value_cents, d.issued_ms, d.issued_local_ms,
        d.issuer, d.issuer_root, d.issuer_type, d.recipient_root, d.state, d.model, d.layout,
        d.operation, d.purpose, d.emission, d.delay,
        contribution.kind, contribution.registered_ms, contribution.arrived_ms
      from document d
      left join tandem_check.cancellation c using (access_key)
      cross join lateral (
        values
          -- A count exists when there is a winner.
          ('count', d.registered_ms, d.arrived_ms),
          -- An uncount exists when there are both. It is registered when the cancellation was, but
          -- a key does not uncount in a metric in which its document does not count.
          (
            'uncount',
            case when d.registered_ms is not null then c.registered_ms end,
            greatest(d.arrived_ms, c.arrived_ms)
          )
      ) as contribution (kind, registered_ms, arrived_ms)
      where contribution.kind = 'count' or c.access_key is not null
      """;

  private static final String QUALITY =
      """
      create unlogged table tandem_check.quality as
      -- Quality (section 2): exactly one class for each capture, redelivery first.
      select
        c.row_id, c.ordinal,
        case
          when c.kind = 'rejected' then 'rejected'
          when c.redelivered then 'redelivery'
          when c.kind in ('cancellation', 'other') then c.kind
          when c.objection <> '' then 'not-countable'
          when (c.source, c.table_name, c.key_text, c.digest, c.ordinal)
              = (w.source, w.table_name, w.key_text, w.digest, w.ordinal)
            and c.key_number is not distinct from w.key_number then 'counted'
          when (c.model, c.issuer, c.issuer_type, c.recipient_root, c.state, c.layout,
                c.operation, c.purpose, c.emission, c.value_cents, c.issued_ms,
                c.issued_local_ms, c.registered_ms)
            is not distinct from
               (w.model, w.issuer, w.issuer_type, w.recipient_root, w.state, w.layout,
                w.operation, w.purpose, w.emission, w.value_cents, w.issued_ms,
                w.issued_local_ms, w.registered_ms) then 'duplicate'
          else 'conflict'
        end as class,
        case
          when c.kind = 'rejected' then c.reason
          when c.redelivered then ''
          else c.objection
        end as reason
      from tandem_check.capture c
      left join tandem_check.winner w
        on w.access_key = c.access_key and c.kind = 'document' and c.objection = ''
      """;

  private static final String FIRST_INSTANT =
      """
      create or replace function tandem_check.first_instant(local_date timestamp, zone text)
      returns timestamptz stable language sql as $$
        -- Where midnight comes twice, SQL takes the second one; a day begins with the first.
        select case
          when first at time zone zone = local_date then least(first, midnight)
          else midnight
        end
        from (select local_date at time zone zone as midnight) m
        cross join lateral (select midnight - interval '1 day' as yesterday) y
        cross join lateral (
          select
            (local_date - (yesterday at time zone zone - yesterday at time zone 'UTC'))
              at time zone 'UTC' as first
        ) f
      $$
      """;

  private LedgerSql() {}

  /** What makes the tables of a facts relation, in order. */
  static List<String> statements(FactsRelation facts, long maxFutureMs) {
    return List.of(
        "create schema if not exists tandem_check",
        FIRST_INSTANT,
        "drop table if exists tandem_check.capture, tandem_check.winner,"
            + " tandem_check.cancellation, tandem_check.contribution, tandem_check.quality",
        CAPTURE
            .with("facts", facts.name())
            .with("rank-columns", facts.rankColumns())
            .with("max-future-ms", maxFutureMs)
            .sql(),
        WINNER.with("rank", RANK).sql(),
        CANCELLATION.with("rank", RANK).sql(),
        "analyze tandem_check.capture, tandem_check.winner, tandem_check.cancellation",
        CONTRIBUTION,
        QUALITY,
        "analyze tandem_check.contribution, tandem_check.quality");
  }
}
