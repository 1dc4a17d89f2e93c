-- XPath over local names, whatever prefix or namespace a document has.

-- Whether an element has one of the names, as an XPath condition.
create or replace function tandem_check.any_of(names text)
returns text immutable language sql as $$
  select 'contains(" ' || names || ' ", concat(" ", local-name(), " "))'
$$;

-- A path of names, as XPath over local names: a/b stands for *[local-name()="a"]/*[local-name()="b"].
create or replace function tandem_check.nodes(path text)
returns text immutable language sql as $$
  select regexp_replace(path, '([A-Za-z0-9]+)', '*[local-name()="\1"]', 'g')
$$;

-- The text of the first element at a path, or at one of several.
create or replace function tandem_check.text_at(path text)
returns text immutable language sql as $$
  select 'normalize-space(' || tandem_check.nodes(path) || ')'
$$;

-- The element that holds the parts of a record together: the nearest one around that is not itself
-- a part, or holds only like parts.
create or replace function tandem_check.container()
returns text immutable language sql as $$
  select 'ancestor::*[not(' || tandem_check.any_of(
    'NFe CTe CTeOS CTeSimp GTVe MDFe BPe NF3e NFCom'
    ' protNFe protCTe protCTeOS protMDFe protBPe protNF3e protNFCom'
    ' envEvento retEnvEvento evento retEvento eventoCTe retEventoCTe eventoMDFe retEventoMDFe'
    ' eventoBPe retEventoBPe eventoNF3e retEventoNF3e eventoNFCom retEventoNFCom'
    ' cancNFe retCancNFe cancCTe retCancCTe inutNFe retInutNFe inutCTe retInutCTe') || ')][1]'
$$;

-- Elements that hold a record or a part of one.
create or replace function tandem_check.record_names()
returns text immutable language sql as $$
  select 'infNFe infCte infMDFe infBPe infNF3e infNFCom infNFSe infDPS InfNfse'
    ' infProt infEvento infCanc infInut resNFe resEvento resCanc resCCe'
$$;

create or replace function tandem_check.holds_record()
returns text immutable language sql as $$
  select tandem_check.any_of(tandem_check.record_names())
$$;

-- Elements that hold nothing but base64 of gzip.
create or replace function tandem_check.is_zip()
returns text immutable language sql as $$
  select tandem_check.any_of('docZip procNFeZip NFeZip protNFeZip')
$$;

-- Elements outside all records whose text may be a document: by their name, or by how it begins, as
-- XML does or base64 of gzip. Signatures have base64 of their own.
create or replace function tandem_check.encloses()
returns text immutable language sql as $$
  select '(' || tandem_check.is_zip() || ' or not(*) and ('
    || 'starts-with(' || text || ', "<") or starts-with(' || text || ', "H4sI")))'
    || ' and namespace-uri() != "http://www.w3.org/2000/09/xmldsig#"'
    || ' and not(ancestor::*[' || tandem_check.holds_record() || '])'
  from (values ('normalize-space(translate(string(), "' || U&'\FEFF' || '", " "))')) as t (text)
$$;

-- What is looked at in a document, so that everything in it has one order.
create or replace function tandem_check.looked_at()
returns text immutable language sql as $$
  select '//*[' || tandem_check.holds_record() || ' or ' || tandem_check.encloses() || ']'
$$;
