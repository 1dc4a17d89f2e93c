-- Rows of stored XML, with the docZip in them (domain sheet, sections 6 and 8).

-- The docZip of a row, still zipped, each with its place; null where it is no base64. None where the
-- row cannot be read.
create or replace function tandem_check.zipped_in(stored bytea)
returns table (place int, zipped bytea) stable language plpgsql as $$
declare
  zip record;
begin
  for zip in
    select z.*
    from xmltable(
      ('//*[' || tandem_check.holds_record() || ']')
      passing xmlparse(document tandem_check.xml_text(stored))
      columns place for ordinality, name text path 'local-name()', content text path 'string()'
    ) as z
    where z.name = 'docZip'
  loop
    place := zip.place;
    begin
      zipped := decode(zip.content, 'base64');
    exception when data_exception then
      zipped := null;
    end;
    return next;
  end loop;
exception when data_exception or sqlstate 'TD001' then
  return;
end
$$;

-- What PostgreSQL cannot do for itself: the docZip of rows, unzipped; null where that failed.
create unlogged table if not exists tandem_check.unzipped (row_id bigint, place int, xml bytea);

-- What is found in an unzipped docZip; what is none of the fiscal records is kept as another.
create or replace function tandem_check.found_in_zip(stored bytea)
returns table (place int[], record tandem_check.found) stable language plpgsql as $$
begin
  if stored is null then
    raise exception using errcode = 'TD001', message = 'bad-doc-zip';
  end if;
  return query
    select * from tandem_check.found_in(xmlparse(document tandem_check.xml_text(stored)));
  if not found then
    place := array[0];
    record := tandem_check.without_facts('other', '');
    return next;
  end if;
end
$$;

-- What is found in a row, numbered. What is wrong with a row stays with it, and then that is all.
-- Rows are capped as the collector caps them by default: 5 MiB, 100 levels, 2,000 records.
create or replace function tandem_check.found_in_row(row_id bigint, stored bytea)
returns table (ordinal int, record tandem_check.found) stable language plpgsql as $$
declare
  doc xml;
  records tandem_check.found[];
  reason text;
begin
  doc := xmlparse(document tandem_check.xml_text(stored));
  if xpath_exists(repeat('/*', 101), doc) then
    raise exception using errcode = 'TD001', message = 'too-deep';
  end if;
  records := array(
    select f.record
    from (
      select f.place, f.record
      from tandem_check.found_in(doc) as f
      union all
      select u.place || f.place, f.record
      from tandem_check.unzipped u
      cross join lateral tandem_check.found_in_zip(u.xml) as f
      where u.row_id = found_in_row.row_id
    ) as f
    order by f.place);
  if records = '{}' then
    raise exception using errcode = 'TD001', message = 'not-fiscal';
  elsif cardinality(records) > 2000 then
    raise exception using errcode = 'TD001', message = 'too-many-records';
  end if;
  return query select i - 1, records[i] from generate_subscripts(records, 1) as i;
exception when data_exception or sqlstate 'TD001' then
  reason := case
    when sqlstate = 'TD001' then sqlerrm
    -- Bytes that the encoding does not have.
    when sqlstate in ('22021', '22P05') then 'encoding'
    else 'not-well-formed'
  end;
  return query select 0, tandem_check.without_facts('rejected', reason);
end
$$;
