-- Rows of stored XML, with the documents that stand packed in them (domain sheet, sections 6 and 8).

-- Base64, with blanks or without its padding; null where it is none.
create or replace function tandem_check.unbase64(written text)
returns bytea immutable language plpgsql as $$
declare
  compact text := regexp_replace(written, E'[ \t\r\n\uFEFF]+', '', 'g');
begin
  if compact not like '%=' then
    compact := rpad(compact, (length(compact) + 3) / 4 * 4, '=');
  end if;
  return decode(compact, 'base64');
exception when data_exception then
  return null;
end
$$;

-- The documents that stand packed in a document, each with its place; without one where the whole
-- is gzip. Of base64 of gzip the gzip, null where it is none; half where a document and its protocol
-- are compressed one by one within one element. Of XML as text its bytes. None where the document
-- cannot be read.
create or replace function tandem_check.enclosed_in(stored bytea)
returns table (place int, within int, kind text, content bytea) stable language plpgsql as $$
begin
  kind := 'zip';
  if substr(stored, 1, 3) = '\x1f8b08' then
    content := stored;
    return next;
    return;
  elsif substr(ltrim(stored, '\xefbbbf20090d0a'), 1, 4) = 'H4sI'::bytea then
    content := tandem_check.unbase64(encode(ltrim(stored, '\xefbbbf'), 'escape'));
    return next;
    return;
  end if;
  return query
    select
      e.place, e.within,
      case when e.name in ('NFeZip', 'protNFeZip') then 'half' when e.zip then 'zip' else 'text' end,
      case
        when e.holds_elements then null
        when e.zip then tandem_check.unbase64(e.content)
        -- With a mark, as characters that were decoded are no longer what is declared.
        else convert_to(U&'\FEFF' || e.content, 'UTF8')
      end
    from (
      select
        x.*,
        x.is_zip or ltrim(x.content, E'\uFEFF \t\r\n') like 'H4sI%' as zip
      from xmltable(
        (tandem_check.looked_at())
        passing xmlparse(document tandem_check.xml_text(stored))
        columns
          place for ordinality,
          name text path 'local-name()',
          enclosing boolean path ('boolean(self::*[' || tandem_check.encloses() || '])'),
          is_zip boolean path ('boolean(self::*[' || tandem_check.is_zip() || '])'),
          holds_elements boolean path 'boolean(*)',
          within int path 'count(../preceding::*) + count(../ancestor-or-self::*)',
          content text path 'string()'
      ) as x
      where x.enclosing
    ) as e
    where e.zip
      or e.content ~ ('portalfiscal|docZip|NFeZip|H4sI|' || replace(tandem_check.record_names(), ' ', '|'));
exception when others then
  return;
end
$$;

-- Documents as if they stood in one element; null where one cannot be read.
create or replace function tandem_check.joined(stored bytea[])
returns bytea stable language plpgsql as $$
begin
  return convert_to(
    U&'\FEFF<procNFeGrupoZip>'
      || (select string_agg(tandem_check.xml_text(s), '' order by n)
          from unnest(stored) with ordinality as u (s, n))
      || '</procNFeGrupoZip>',
    'UTF8');
exception when others then
  return null;
end
$$;

-- What stood packed in rows, by its place in them; the reason where that is nothing to read. What a
-- row is after its own gzip is undone stands in no place.
create unlogged table if not exists tandem_check.enclosed (
  row_id bigint, path int[], kind text, reason text, xml bytea);

-- What is found in a document, which is no deeper nested than a row may be.
create or replace function tandem_check.found_in_stored(stored bytea, reason text)
returns table (place int[], record tandem_check.found) stable language plpgsql as $$
declare
  doc xml;
begin
  if reason is not null then
    raise exception using errcode = 'TD001', message = reason;
  end if;
  doc := xmlparse(document tandem_check.xml_text(stored));
  if xpath_exists(repeat('/*', 101), doc) then
    raise exception using errcode = 'TD001', message = 'too-deep';
  end if;
  return query select * from tandem_check.found_in(doc);
end
$$;

-- All that is found in a row. A document that was compressed and is no fiscal record is kept as
-- another.
create or replace function tandem_check.found_anywhere(id bigint, stored bytea)
returns table (place int[], record tandem_check.found) stable language sql as $$
  with
    document as (
      select path, kind, reason, xml from tandem_check.enclosed where row_id = id
      union all
      select '{}', 'row', null, stored
      where not exists (select from tandem_check.enclosed where row_id = id and path = '{}')
    ),
    found as materialized (
      select d.path || f.place as place, f.record
      from document d
      cross join lateral tandem_check.found_in_stored(d.xml, d.reason) as f
    )
  select * from found
  union all
  select d.path || 0, tandem_check.without_facts('other', '')
  from document d
  where d.kind = 'zip'
    and not exists (
      select from (select place, null as kind from found union all select path, kind from document)
        as inner_one
      where place[1:cardinality(d.path)] = d.path
        and cardinality(place) > cardinality(d.path) and coalesce(kind, 'zip') = 'zip')
$$;

-- What is found in a row, numbered. What is wrong with a row stays with it, and then that is all.
-- Rows are capped as the collector caps them by default: 5 MiB, 100 levels, 2,000 records.
create or replace function tandem_check.found_in_row(row_id bigint, stored bytea)
returns table (ordinal int, record tandem_check.found) stable language plpgsql as $$
declare
  records tandem_check.found[];
  reason text;
begin
  records := array(
    select f.record from tandem_check.found_anywhere(row_id, stored) as f order by f.place);
  if records = '{}' then
    raise exception using errcode = 'TD001', message = 'not-fiscal';
  elsif cardinality(records) > 2000 then
    raise exception using errcode = 'TD001', message = 'too-many-records';
  end if;
  return query select i - 1, records[i] from generate_subscripts(records, 1) as i;
-- Whatever a row does to PostgreSQL, it is that row's: no other is disturbed.
exception when others then
  reason := case
    when sqlstate = 'TD001' then sqlerrm
    -- Bytes that the encoding does not have.
    when sqlstate in ('22021', '22P05') then 'encoding'
    else 'not-well-formed'
  end;
  return query select 0, tandem_check.without_facts('rejected', reason);
end
$$;
