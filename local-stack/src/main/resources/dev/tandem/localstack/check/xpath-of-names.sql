-- XPath over local names, whatever prefix a document has (docs/fiscal-documents.md).

-- Whether an element has one of the names, as an XPath condition.
create or replace function tandem_check.any_of(names text)
returns text immutable language sql as $$
  select 'contains(" ' || names || ' ", concat(" ", local-name(), " "))'
$$;

-- A path of names, as XPath from a record's element: a/b stands for an a and its b that are in the
-- record's own namespace or in none.
create or replace function tandem_check.nodes(path text)
returns text immutable language sql as $$
  select string_agg(steps, ' | ' order by n)
  from unnest(string_to_array(path, ' | ')) with ordinality as alternative (names, n)
  cross join lateral (
    select string_agg(
      format(
        '*[local-name()="%s"][namespace-uri()="" or namespace-uri()=namespace-uri(%s)]',
        name, '..' || repeat('/..', depth::int - 1)),
      '/' order by depth) as steps
    from unnest(string_to_array(names, '/')) with ordinality as step (name, depth)
  ) as s
$$;

-- The text of the first element at a path, or at one of several; empty where an element is in it.
create or replace function tandem_check.text_at(path text)
returns text immutable language sql as $$
  select 'string((' || tandem_check.nodes(path) || ')[1][not(*)])'
$$;

-- How many elements are at a path, and how many of them have a number that is one.
create or replace function tandem_check.count_of(path text)
returns text immutable language sql as $$
  select 'count(' || tandem_check.nodes(path) || ')'
$$;

create or replace function tandem_check.ones_of(path text)
returns text immutable language sql as $$
  select 'count((' || tandem_check.nodes(path) || ')'
    '[not(*)][translate(normalize-space(), "0123456789", "") = ""]'
    '[string-length(normalize-space()) < 65][number(normalize-space()) = 1])'
$$;

-- The element that holds the parts of a record together: the nearest one around that is not itself
-- a part, or holds only like parts.
create or replace function tandem_check.container()
returns text immutable language sql as $$
  select 'ancestor::*[not(' || tandem_check.any_of(
    'NFe CTe CTeOS CTeSimp GTVe MDFe BPe BPeTM BPeTA NF3e NFCom NFAg NFGas DCe CFe CFeCanc'
    ' protNFe protCTe protCTeOS protCTeSimp protGTVe protMDFe protBPe protBPeTM protBPeTA protNF3e'
    ' protNFCom protNFAg protNFGas protDCe'
    ' envEvento retEnvEvento evento retEvento'
    ' eventoNFe eventoCTe eventoCTeOS eventoCTeSimp eventoGTVe eventoMDFe eventoBPe eventoBPeTM'
    ' eventoBPeTA eventoNF3e eventoNFCom eventoNFAg eventoNFGas eventoDCe'
    ' retEventoNFe retEventoCTe retEventoCTeOS retEventoCTeSimp retEventoGTVe retEventoMDFe'
    ' retEventoBPe retEventoBPeTM retEventoBPeTA retEventoNF3e retEventoNFCom retEventoNFAg'
    ' retEventoNFGas retEventoDCe'
    ' cancNFe retCancNFe cancCTe retCancCTe inutNFe retInutNFe inutCTe retInutCTe') || ')][1]'
$$;

-- The namespaces of fiscal documents; many have none.
create or replace function tandem_check.families()
returns table (family text, namespace text) immutable language sql as $$
  select family, 'http://www.portalfiscal.inf.br/' || family
  from unnest(string_to_array('nfe cte mdfe bpe nf3e nfcom nfag nfgas dce', ' ')) as f (family)
  union all
  values
    ('nfse', 'http://www.sped.fazenda.gov.br/nfse'), ('sat', 'http://www.fazenda.sp.gov.br/sat')
$$;

-- The family of a namespace: empty of none, null of one that is not fiscal.
create or replace function tandem_check.family_of(namespace text)
returns text immutable language sql as $$
  select case
    when namespace = '' then ''
    else (select f.family from tandem_check.families() as f where f.namespace = family_of.namespace)
  end
$$;

-- Elements that hold a record or a part of one: in which element they stand where that is not the
-- root (any where none is named), of which family (every where they are in all), and what stands
-- before the key in their Id.
create or replace function tandem_check.record_elements()
returns table (n int, name text, parents text, family text, prefix text, role text)
immutable language sql as $$
  values
    (1, 'infNFe', 'NFe', 'nfe', 'NFe', 'document'),
    (2, 'infCte', 'CTe CTeOS CTeSimp', 'cte', 'CTe', 'document'),
    (3, 'infCte', 'GTVe', 'cte', 'CTe', 'other-document'),
    (4, 'infMDFe', 'MDFe', 'mdfe', 'MDFe', 'other-document'),
    (5, 'infBPe', 'BPe BPeTM BPeTA', 'bpe', 'BPe', 'other-document'),
    (6, 'infNF3e', 'NF3e', 'nf3e', 'NF3e', 'other-document'),
    (7, 'infNFCom', 'NFCom', 'nfcom', 'NFCom', 'other-document'),
    (8, 'infNFAg', 'NFAg', 'nfag', 'NFAg', 'other-document'),
    (9, 'infNFGas', 'NFGas', 'nfgas', 'NFGas', 'other-document'),
    (10, 'infDCe', 'DCe', 'dce', 'DCe', 'other-document'),
    (11, 'infCFe', 'CFe CFeCanc', 'sat', 'CFe', 'other-document'),
    (12, 'infNFSe', 'NFSe', 'nfse', 'NFS', 'other-document'),
    (13, 'infDPS', 'DPS', 'nfse', 'DPS', 'other-document'),
    (14, 'pedRegEvento', '', 'nfse', '', 'other-document'),
    -- Every town has its namespace.
    (15, 'InfNfse', 'Nfse', 'town', '', 'other-document'),
    (16, 'resNFe', '', 'nfe', '', 'summary'),
    (17, 'resEvento', '', 'nfe', '', 'summary'),
    (18, 'resCanc', '', 'nfe', '', 'summary'),
    (19, 'resCCe', '', 'nfe', '', 'summary'),
    (20, 'infProt', '', 'every', '', 'protocol'),
    (21, 'infEvento', '', 'every', '', 'exchange'),
    (22, 'infCanc', '', 'every', '', 'exchange'),
    (23, 'infInut', '', 'every', '', 'exchange')
$$;

-- Whether an element is of a family or of no namespace, as an XPath condition.
create or replace function tandem_check.is_of(family text)
returns text immutable language sql as $$
  select '(namespace-uri()=""' || coalesce(
    (
      select string_agg(' or namespace-uri()="' || f.namespace || '"', '')
      from tandem_check.families() as f
      where is_of.family in (f.family, 'every')
    ), '') || ')'
$$;

-- Whether an element is one of those, as an XPath condition.
create or replace function tandem_check.is_record()
returns text immutable language sql as $$
  select '(' || tandem_check.any_of(string_agg(distinct name, ' ')) || ' and (' || string_agg(
    'local-name()="' || name || '"'
    || case
      when parents = '' then ''
      else ' and (not(parent::*) or contains(" ' || parents || ' ", concat(" ", local-name(..), " ")))'
    end
    || case when family = 'town' then '' else ' and ' || tandem_check.is_of(family) end,
    ' or ' order by n) || '))'
  from tandem_check.record_elements()
$$;

-- Whether an element is an answer of the authority, with or without records in it, as an XPath
-- condition.
create or replace function tandem_check.is_answer()
returns text immutable language sql as $$
  select '(' || tandem_check.any_of(
    'retEnvEvento retDistDFeInt retDownloadNFe retConsNFeDest retEnviCte retConsReciCte'
    ' retConsSitCte ' || string_agg(before || family, ' '))
    || ' and ' || tandem_check.is_of('every') || ')'
  from unnest(string_to_array('ret retEnvi retConsReci retConsSit', ' ')) as b (before)
  cross join unnest(string_to_array(
    'NFe CTe CTeOS CTeSimp GTVe MDFe BPe BPeTM BPeTA NF3e NFCom NFAg NFGas DCe', ' ')) as f (family)
$$;

-- The names of those elements.
create or replace function tandem_check.record_names()
returns text immutable language sql as $$
  select string_agg(distinct name, ' ') from tandem_check.record_elements()
$$;

-- Elements that hold nothing but base64 of gzip.
create or replace function tandem_check.is_zip()
returns text immutable language sql as $$
  select tandem_check.any_of('docZip procNFeZip NFeZip protNFeZip')
$$;

-- Elements outside all records whose text may be a document, as an XPath condition. Signatures have
-- base64 of their own.
create or replace function tandem_check.has_own_text()
returns text immutable language sql as $$
  select 'namespace-uri() != "http://www.w3.org/2000/09/xmldsig#"'
    || ' and not(ancestor-or-self::*[' || tandem_check.is_record() || '])'
$$;

-- Those that hold a document by their name, or whose text begins as XML does or base64 of gzip or
-- of XML.
create or replace function tandem_check.encloses()
returns text immutable language sql as $$
  select '(' || tandem_check.is_zip() || ' or not(*) and ('
    || 'starts-with(' || text || ', "<") or starts-with(' || text || ', "H4sI")'
    || ' or starts-with(' || text || ', "P") or starts-with(' || text || ', "77u/")))'
    || ' and ' || tandem_check.has_own_text()
  from (values (
    'translate(substring(normalize-space(translate(string(), "' || U&'\FEFF' || '", " ")), 1, 16), '
    '" ", "")')) as t (text)
$$;

-- Whether an element is an answer that holds no record, unless one is packed in it, as an XPath
-- condition.
create or replace function tandem_check.is_empty_answer()
returns text immutable language sql as $$
  select tandem_check.is_answer()
    || ' and not(descendant::*[' || tandem_check.is_record() || ' or '
    || tandem_check.is_answer() || '])'
$$;

-- What is looked at in a document, so that everything in it has one order.
create or replace function tandem_check.looked_at()
returns text immutable language sql as $$
  select '//*[' || tandem_check.is_record() || ' or ' || tandem_check.encloses()
    || ' or ' || tandem_check.is_empty_answer() || ']'
$$;
