-- Values as documents write them (domain sheet, sections 2, 4, 7 and 10).

-- A text as a value: whole, without the blanks of XML around it; of at most 64 characters.
create or replace function tandem_check.value(written text)
returns text immutable language sql as $$
  select case when length(trimmed) > 64 then '' else coalesce(trimmed, '') end
  from (select btrim(written, E' \t\r\n') as trimmed) as t
$$;

-- A value that is a number: without leading zeros.
create or replace function tandem_check.number(written text)
returns text immutable language sql as $$
  select case when value ~ '^0[0-9]+$' then coalesce(nullif(ltrim(value, '0'), ''), '0') else value end
  from (select tandem_check.value(written) as value) as v
$$;

-- States by IBGE code, and the zone of a time that is written without an offset.
create or replace view tandem_check.state as
select * from (values
  ('11', 'RO', 'America/Porto_Velho'), ('12', 'AC', 'America/Rio_Branco'),
  ('13', 'AM', 'America/Manaus'), ('14', 'RR', 'America/Boa_Vista'),
  ('15', 'PA', 'America/Belem'), ('16', 'AP', 'America/Belem'),
  ('17', 'TO', 'America/Araguaina'), ('21', 'MA', 'America/Fortaleza'),
  ('22', 'PI', 'America/Fortaleza'), ('23', 'CE', 'America/Fortaleza'),
  ('24', 'RN', 'America/Fortaleza'), ('25', 'PB', 'America/Fortaleza'),
  ('26', 'PE', 'America/Recife'), ('27', 'AL', 'America/Maceio'),
  ('28', 'SE', 'America/Maceio'), ('29', 'BA', 'America/Bahia'),
  ('31', 'MG', 'America/Sao_Paulo'), ('32', 'ES', 'America/Sao_Paulo'),
  ('33', 'RJ', 'America/Sao_Paulo'), ('35', 'SP', 'America/Sao_Paulo'),
  ('41', 'PR', 'America/Sao_Paulo'), ('42', 'SC', 'America/Sao_Paulo'),
  ('43', 'RS', 'America/Sao_Paulo'), ('50', 'MS', 'America/Campo_Grande'),
  ('51', 'MT', 'America/Cuiaba'), ('52', 'GO', 'America/Sao_Paulo'),
  ('53', 'DF', 'America/Sao_Paulo')
) as state (code, name, zone);

-- The zone of a state, else of the state that a key names, else that of most issuers.
create or replace function tandem_check.zone_of(state text, access_key text)
returns text stable language sql as $$
  select coalesce(
    (select zone from tandem_check.state s where s.name = zone_of.state),
    (select zone from tandem_check.state s where s.code = left(access_key, 2)),
    'America/Sao_Paulo')
$$;

-- A time as written: whole milliseconds; a date alone is its noon. Null where it is none.
create or replace function tandem_check.local_time(written text)
returns timestamp immutable language sql as $$
  select case
    when written ~ '^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$' and pg_input_is_valid(written, 'date')
      then written::date + time '12:00'
    when written ~ '^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?(Z|[-+](0[0-9]|1[0-4])(:[0-5][0-9])?)?$'
        and pg_input_is_valid(left(written, 10), 'date')
      then substring(written from '^.{16}(?::..(?:\.[0-9]{1,3})?)?')::timestamp
  end
$$;

-- The same as an instant: by its offset, else in the zone.
create or replace function tandem_check.instant(written text, zone text)
returns timestamptz stable language sql as $$
  select case
    when local is null then null
    when offset_text is null then local at time zone zone
    when offset_text = 'Z' then local at time zone 'UTC'
    else (local - rpad(offset_text, 6, ':00')::interval) at time zone 'UTC'
  end
  from (
    select
      tandem_check.local_time(written) as local,
      substring(written from '^.{16}[0-9:.]*(Z|[-+][0-9]{2}(?::[0-9]{2})?)$') as offset_text
  ) as parts
$$;

-- An amount in cents: up to 13 digits, a point, up to 2 digits. Null where it is none.
create or replace function tandem_check.cents(written text)
returns bigint immutable language sql as $$
  select case
    when written ~ '^[0-9]{1,13}(\.[0-9]{1,2})?$' then (written::numeric * 100)::bigint
  end
$$;

-- A key of the right shape, else the empty text.
create or replace function tandem_check.key_of(written text)
returns text immutable language sql as $$
  select case when written ~ '^[0-9]{6}[0-9A-Z]{12}[0-9]{26}$' then written else '' end
$$;
