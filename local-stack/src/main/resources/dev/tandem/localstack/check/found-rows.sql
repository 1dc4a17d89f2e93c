-- Rows of stored XML, with the documents that stand packed in them (domain sheet, sections 6 and 8).

-- Base64 of either alphabet, with a mark before it, with blanks or without its padding; null where it
-- is none.
create or replace function tandem_check.unbase64(written text)
returns bytea immutable language plpgsql as $$
declare
  compact text := translate(
    regexp_replace(ltrim(written, E'\uFEFF \t\r\n'), E'[ \t\r\n]+', '', 'g'), '-_', '+/');
begin
  if compact !~ '^[A-Za-z0-9+/]*={0,2}$' or compact like '%=' and length(compact) % 4 > 0 then
    return null;
  end if;
  return decode(rpad(compact, (length(compact) + 3) / 4 * 4, '='), 'base64');
exception when data_exception then
  return null;
end
$$;

-- Whether bytes begin with a whole header of gzip.
create or replace function tandem_check.has_gzip_header(stored bytea)
returns boolean immutable language sql as $$
  select coalesce(
    substr(stored, 1, 3) = '\x1f8b08' and length(stored) >= 10 and get_byte(stored, 3) < 32, false)
$$;

-- Whether a text declares a fiscal namespace, or has the tag of a record with an Id.
create or replace function tandem_check.declares_fiscal(written text)
returns boolean immutable language sql as $$
  select written ~ 'xmlns(:[^ \t\r\n<>/:="''!?&]+)?[ \t\r\n]*=[ \t\r\n]*[\\]{0,2}["'']http://www[.](portalfiscal[.]inf[.]br/|sped[.]fazenda[.]gov[.]br/nfse|fazenda[.]sp[.]gov[.]br/sat)'
    or written ~ (
      '<([^ \t\r\n<>/:="''!?&]+:)?(' || replace(tandem_check.record_names(), ' ', '|')
      || ')[ \t\r\n]([^<>]*[^A-Za-z0-9_<>])?Id[ \t\r\n]*=')
$$;

-- Whether what is no XML is a fiscal document that is broken: by its tags, in whatever encoding;
-- where other text is before it, by those that no word about a tag has.
create or replace function tandem_check.is_broken_fiscal(stored bytea)
returns boolean immutable language sql as $$
  select tandem_check.declares_fiscal(t.written)
    or substr(ltrim(stored, '\xefbbbffeff20090d0a00'), 1, 1) = '<'::bytea and t.written ~ (
      '<([^ \t\r\n<>/:="''!?&]+:)?(docZip|procNFeZip|NFeZip|protNFeZip|'
      || replace(tandem_check.record_names(), ' ', '|') || ')([ \t\r\n/>]|$)')
  from (values (replace(encode(stored, 'escape'), '\000', ''))) as t (written)
$$;

-- What stands in the place of a document and cannot be one: base64 of fiscal XML, which is not read;
-- fiscal XML as text behind other text or beside elements. Each is a reason to reject the row.
create or replace function tandem_check.refused_in(doc xml)
returns table (place int, reason text) stable language sql as $$
  select x.place, 'not-xml'
  from xmltable(
    ('//*[' || tandem_check.encloses() || ' and not(' || tandem_check.is_zip() || ')]')
    passing doc columns place for ordinality, content text path 'string()'
  ) as x
  where regexp_replace(x.content, E'[\uFEFF \t\r\n]+', '', 'g') ~ '^(P[A-P]|77u/)'
    and tandem_check.is_broken_fiscal(tandem_check.unbase64(x.content))
  union all
  select t.place, 'not-well-formed'
  from (
    select
      min(x.place) as place, bool_and(x.alone) as alone,
      ltrim(string_agg(x.content, '' order by x.place), E'\uFEFF \t\r\n') as content
    from xmltable(
      ('//*[text()[contains(., "<")]][not(' || tandem_check.is_zip() || ')]['
        || tandem_check.has_own_text() || ']/text()')
      passing doc
      columns
        place for ordinality,
        parent int path 'count(../preceding::*) + count(../ancestor-or-self::*)',
        run int path 'count(preceding-sibling::*)',
        alone boolean path 'not(../*)',
        content text path 'string()'
    ) as x
    group by x.parent, x.run
  ) as t
  where not (t.alone and t.content like '<%')
    and t.content like '%<%'
    and tandem_check.declares_fiscal(substr(t.content, strpos(t.content, '<')))
$$;

-- The documents that stand packed in a document, each with its place; without one where the whole
-- is gzip. Of base64 of gzip the gzip, null where it is none: zip where the element holds nothing
-- else, half where a document and its protocol are compressed one by one within one element, gzip in
-- any other element. Of XML as text its bytes. The answers are the places of those around it that
-- are records where it is none. None where the document cannot be read.
create or replace function tandem_check.enclosed_in(stored bytea)
returns table (place int, within int, kind text, content bytea, reason text, answers int[])
stable language plpgsql as $$
declare
  beginning bytea := substr(ltrim(stored, '\xefbbbffeff20090d0a00'), 1, 100);
  doc xml;
begin
  kind := 'zip';
  if substr(stored, 1, 3) = '\x1f8b08' then
    content := stored;
    return next;
    return;
  elsif replace(encode(beginning, 'escape'), '\000', '') ~ '^H[ \t\r\n]*4[ \t\r\n]*s[ \t\r\n]*I' then
    content := tandem_check.unbase64(
      case
        when position('\x00'::bytea in beginning) = 0
          then encode(ltrim(stored, '\xefbbbf20090d0a'), 'escape')
        else tandem_check.utf16(
          stored, substr(stored, 1, 2) = '\xfeff' or get_byte(stored, 0) = 0)
      end);
    return next;
    return;
  end if;
  doc := xmlparse(document tandem_check.xml_text(stored));
  return query select r.place, 0, 'refused', null::bytea, r.reason, '{}'::int[]
    from tandem_check.refused_in(doc) as r;
  return query
    with
      looked_at as materialized (
        select *
        from xmltable(
          (tandem_check.looked_at())
          passing doc
          columns
            place for ordinality,
            name text path 'local-name()',
            enclosing boolean path ('boolean(self::*[' || tandem_check.encloses() || '])'),
            is_zip boolean path ('boolean(self::*[' || tandem_check.is_zip() || '])'),
            holds_elements boolean path 'boolean(*)',
            is_answer boolean path ('boolean(self::*[' || tandem_check.is_empty_answer() || '])'),
            within int path 'count(../preceding::*) + count(../ancestor-or-self::*)',
            begins int path 'count(preceding::*) + count(ancestor-or-self::*)',
            ends int path 'count(preceding::*) + count(ancestor::*) + count(descendant-or-self::*)',
            content text path 'string()'
        ) as x
      ),
      packed as (
        select
          l.place, l.within, l.name, l.begins, l.content, l.is_zip,
          case when not l.holds_elements then tandem_check.unbase64(l.content) end as unpacked,
          ltrim(l.content, E'\uFEFF \t\r\n') like '<%' as is_text
        from looked_at l
        where l.enclosing
      )
    select
      p.place, p.within,
      case
        when p.name in ('NFeZip', 'protNFeZip') then 'half'
        when p.is_zip then 'zip'
        when p.is_text then 'text'
        else 'gzip'
      end,
      case
        when p.is_zip or not p.is_text then p.unpacked
        -- With a mark, as characters that were decoded are no longer what is declared.
        else convert_to(U&'\FEFF' || p.content, 'UTF8')
      end,
      null::text,
      array(
        select a.place from looked_at a
        where a.is_answer and p.begins between a.begins and a.ends)
    from packed p
    where p.is_zip
      or not p.is_text and tandem_check.has_gzip_header(p.unpacked)
      or p.is_text and p.content ~ (
        'portalfiscal|sped[.]fazenda|fazenda[.]sp|docZip|NFeZip|H[ \t\r\n]*4[ \t\r\n]*s[ \t\r\n]*I|'
        || replace(tandem_check.record_names(), ' ', '|'));
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
  row_id bigint, path int[], kind text, reason text, xml bytea, answers int[]);

-- What is found in a document, which is no deeper nested than a row may be. What may be foreign, and
-- has no tags of a fiscal document, holds nothing where it cannot be read.
create or replace function tandem_check.found_in_stored(stored bytea, kind text, reason text)
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
exception when others then
  if reason is not null or kind not in ('text', 'gzip') or tandem_check.is_broken_fiscal(stored) then
    raise;
  end if;
end
$$;

-- All that is found in a row. A document that was compressed where nothing else may stand, and is no
-- fiscal record, is kept as another. An answer is a record where nothing that stands packed in it is.
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
      cross join lateral tandem_check.found_in_stored(d.xml, d.kind, d.reason) as f
    ),
    everything as materialized (
      select * from found
      union all
      select d.path || 0, tandem_check.without_facts('other', '')
      from document d
      where d.kind = 'zip'
        and not exists (
          select
          from (select place, null as kind from found union all select path, kind from document)
            as inner_one
          where place[1:cardinality(d.path)] = d.path
            and cardinality(place) > cardinality(d.path) and coalesce(kind, 'zip') = 'zip')
    )
  select *
  from everything e
  where not exists (
    select
    from tandem_check.enclosed p
    where p.row_id = id and cardinality(e.place) = cardinality(p.path) + 1
      and e.place[1:cardinality(p.path) - 1] = p.path[1:cardinality(p.path) - 1]
      and e.place[cardinality(p.path)] = any (p.answers)
      and exists (
        select from everything i
        where i.place[1:cardinality(p.path)] = p.path and i.place <> e.place))
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
