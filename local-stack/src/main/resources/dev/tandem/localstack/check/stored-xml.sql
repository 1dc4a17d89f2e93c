-- From stored bytes to XML (domain sheet, section 8).

-- UTF-16, which PostgreSQL's own conversions do not know, one unit of two bytes after another.
create or replace function tandem_check.utf16(stored bytea, big_endian boolean)
returns text immutable language plpgsql as $$
declare
  characters text[] := '{}';
  unit int;
  high int;
begin
  if length(stored) % 2 = 1 then
    raise exception using errcode = 'TD001', message = 'encoding';
  end if;
  for i in 0 .. length(stored) / 2 - 1 loop
    unit := case
      when big_endian then get_byte(stored, 2 * i) * 256 + get_byte(stored, 2 * i + 1)
      else get_byte(stored, 2 * i + 1) * 256 + get_byte(stored, 2 * i)
    end;
    if unit between 56320 and 57343 <> (high is not null) then
      raise exception using errcode = 'TD001', message = 'encoding';
    elsif unit = 0 then
      raise exception using errcode = 'TD001', message = 'not-well-formed';
    elsif unit between 55296 and 56319 then
      high := unit;
    elsif high is not null then
      characters := characters || chr(65536 + (high - 55296) * 1024 + unit - 56320);
      high := null;
    else
      characters := characters || chr(unit);
    end if;
  end loop;
  return array_to_string(characters, '');
end
$$;

-- Whether bytes begin as ZIP, zlib, DER, PDF, bzip2, xz, 7-Zip, zstd or JSON do, or as base64 of
-- those or of XML does.
create or replace function tandem_check.is_other_format(stored bytea, base64 boolean)
returns boolean immutable language sql as $$
  select encode(substr(stored, 1, 6), 'hex')
      ~ '^(504b0304|78(01|5e|9c|da)|308[0-3]|25504446|425a68|fd377a585a00|377abcaf271c|28b52ffd|7b|5b)'
    or base64 and encode(substr(stored, 1, 16), 'escape') ~ '^[A-Za-z0-9+/]{16}$'
      and (
        select get_byte(decoded, 0) in (60, 239) or tandem_check.is_other_format(decoded, false)
        from (values (decode(encode(substr(stored, 1, 16), 'escape'), 'base64'))) as d (decoded))
$$;

-- Refuses tags of more than 8,192 bytes and names with a byte order mark or characters beyond
-- U+FFFF, as the collector does; what texts, comments and instructions hold is no tag.
create or replace function tandem_check.require_readable_tags(document text)
returns void immutable language plpgsql as $$
declare
  tags text[];
begin
  if document !~ '[\uFEFF\U00010000-\U0010FFFF]' and not exists (
    select from string_to_table(document, '<') as t (piece) where octet_length(piece) > 8191
  ) then
    return;
  end if;
  tags := array(
    select substring(piece from '^(?:[^>"'']|"[^"]*"|''[^'']*'')*')
    from string_to_table(
      regexp_replace(document, '<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>', '', 'g'), '<')
      with ordinality as t (piece, n)
    where n > 1);
  if exists (select from unnest(tags) as tag where octet_length(tag) > 8191) then
    raise exception using errcode = 'TD001', message = 'too-much-markup';
  elsif exists (
    select from unnest(tags) as tag
    where regexp_replace(tag, '"[^"]*"|''[^'']*''', '', 'g') ~ '[\uFEFF\U00010000-\U0010FFFF]'
  ) then
    raise exception using errcode = 'TD001', message = 'not-well-formed';
  end if;
end
$$;

-- Stored bytes as text, from the root element on. A byte order mark decides the encoding, or the
-- zero bytes of UTF-16; else the declaration, else it is UTF-8.
create or replace function tandem_check.xml_text(stored bytea)
returns text immutable language plpgsql as $$
declare
  blanks text := E' \t\r\n';
  first bytea := substr(stored, 1, 2);
  declared text;
  charset text;
  opening text;
  ending text;
  rest text;
  prolog text;
begin
  if length(stored) > 5 * 1024 * 1024 then
    raise exception using errcode = 'TD001', message = 'too-large';
  -- UTF-32, by its mark or the zero bytes beside the first character.
  elsif encode(substr(stored, 1, 4), 'hex') in ('0000feff', 'fffe0000', '0000003c', '3c000000') then
    raise exception using errcode = 'TD001', message = 'encoding';
  elsif tandem_check.is_other_format(ltrim(stored, '\xefbbbf20090d0a'), true) then
    raise exception using errcode = 'TD001', message = 'not-xml';
  elsif first = '\xfeff' or first >= '\x0001' and first <= '\x00ff' then
    rest := tandem_check.utf16(stored, true);
  elsif first = '\xfffe' or length(first) = 2 and get_byte(first, 0) > 0 and get_byte(first, 1) = 0 then
    rest := tandem_check.utf16(stored, false);
  else
    -- Escaped, so that any bytes are a text; a mark is then none of the blanks.
    declared := lower(substring(
      encode(substr(stored, 1, 300), 'escape')
      from '^[ \t\r\n]*<[?]xml[ \t\r\n][^?]*encoding[ \t\r\n]*=[ \t\r\n]*["'']([^"'']*)["'']'));
    charset := case
      when declared is null or declared in ('utf-8', 'utf8', 'us-ascii', 'ascii') then 'UTF8'
      -- Read as ASCII as far as here, so it is not UTF-16 whatever it says.
      when declared in ('utf-16', 'utf-16le', 'utf-16be') then 'UTF8'
      when declared in ('iso-8859-1', 'iso8859-1', 'iso_8859-1', 'latin1', 'latin-1') then 'LATIN1'
      when declared = 'iso-8859-15' then 'LATIN9'
      when declared in ('windows-1252', 'cp1252') then 'WIN1252'
    end;
    if charset is null then
      raise exception using errcode = 'TD001', message = 'encoding';
    end if;
    rest := convert_from(stored, charset);
  end if;
  rest := ltrim(rest, U&'\FEFF' || blanks);
  rest := ltrim(
    regexp_replace(rest, '^<[?]xml[ \t\r\n]([^<?]|[?](?!>))*[?]>', ''),
    case when rest like '<?xml%' then blanks else '' end);
  -- Before the root element there may be comments and instructions, but no document type: its
  -- entities could expand without end.
  prolog := ltrim(rest, blanks);
  while prolog like '<!--%' or prolog like '<?%' loop
    opening := case when prolog like '<!--%' then '<!--' else '<?' end;
    ending := case when opening = '<?' then '?>' else '-->' end;
    prolog := substr(prolog, length(opening) + 1);
    if strpos(prolog, ending) = 0 then
      raise exception using errcode = 'TD001', message = 'not-well-formed';
    end if;
    prolog := ltrim(substr(prolog, strpos(prolog, ending) + length(ending)), blanks);
  end loop;
  if rest = '' then
    raise exception using errcode = 'TD001', message = 'empty';
  elsif prolog like '<!DOCTYPE%' then
    raise exception using errcode = 'TD001', message = 'doctype';
  end if;
  perform tandem_check.require_readable_tags(rest);
  return rest;
end
$$;
