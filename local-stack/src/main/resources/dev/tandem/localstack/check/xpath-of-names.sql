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
create or replace function tandem_check.holds_record()
returns text immutable language sql as $$
  select tandem_check.any_of(
    'infNFe infCte infMDFe infBPe infNF3e infNFCom infNFSe infDPS InfNfse'
    ' infProt infEvento infCanc infInut resNFe resEvento resCanc resCCe docZip')
$$;
