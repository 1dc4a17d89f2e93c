-- Facts of stored XML by PostgreSQL's XPath alone: over local names, every path from its record
-- (domain sheet, sections 4 to 8).

-- What can be found in a row, as a relation of facts has it.
do $$ begin
  create type tandem_check.found as (
    kind text, access_key text, model text, issuer text, issuer_type text,
    recipient_root text, state text, layout text, operation text, purpose text, emission text,
    value_cents bigint, issued timestamptz, issued_local timestamp, registered timestamptz,
    status text, form text, event_type text, production boolean, reason text);
exception when duplicate_object then null;
end $$;

-- Something that is of no document.
create or replace function tandem_check.without_facts(kind text, reason text)
returns tandem_check.found immutable language sql as $$
  select row(
    kind, '', '', '', '', '', '', '', '', '', '', 0, null, null, null, '', '', '', false, reason
  )::tandem_check.found
$$;

-- What is found in a row's XML, and in which place.
create or replace function tandem_check.found_in(doc xml)
returns table (place int[], record tandem_check.found) stable language sql as $$
  with recursive
    -- Elements that hold a record or a part of one, in document order, and what is asked of them.
    element as (
      select e.*
      from xmltable(
        (tandem_check.looked_at())
        passing doc
        columns
          place for ordinality,
          name text path 'local-name()',
          namespace text path 'namespace-uri()',
          parent text path 'local-name(..)',
          inside_another boolean path ('boolean(ancestor::*[' || tandem_check.holds_record() || '])'),
          container int path (
            'count(' || tandem_check.container() || '/preceding::*)'
            ' + count(' || tandem_check.container() || '/ancestor-or-self::*)'),
          container_name text path ('local-name(' || tandem_check.container() || ')'),
          id text path 'normalize-space(@Id)',
          layout text path 'normalize-space(@versao)',
          root_layout text path 'normalize-space(/*/@versao)',
          -- A document's.
          state_code text path tandem_check.text_at('ide/cUF'),
          model text path tandem_check.text_at('ide/mod'),
          date_time text path tandem_check.text_at('ide/dhEmi'),
          date text path tandem_check.text_at('ide/dEmi'),
          emission text path tandem_check.text_at('ide/tpEmis'),
          operation text path tandem_check.text_at('ide/tpNF'),
          purpose text path tandem_check.text_at('ide/finNFe'),
          issuer_cnpj text path tandem_check.text_at('emit/CNPJ'),
          issuer_cpf text path tandem_check.text_at('emit/CPF'),
          issuer_state text path tandem_check.text_at('emit/enderEmit/UF'),
          recipient text path tandem_check.text_at('dest/CNPJ'),
          sender text path tandem_check.text_at('rem/CNPJ'),
          dispatcher text path tandem_check.text_at('exped/CNPJ'),
          receiver text path tandem_check.text_at('receb/CNPJ'),
          payer_role text path tandem_check.text_at('ide/toma3/toma | ide/toma03/toma | ide/toma4/toma'),
          payer text path tandem_check.text_at('ide/toma4/CNPJ | toma/CNPJ'),
          amount_of_goods text path tandem_check.text_at('total/ICMSTot/vNF'),
          amount_of_freight text path tandem_check.text_at('vPrest/vTPrest | total/vTPrest'),
          -- A protocol's, an event's, an answer's.
          key text path tandem_check.text_at('chNFe | chCTe'),
          foreign_key text path tandem_check.text_at('chMDFe | chBPe | chNF3e | chNFCom'),
          status text path tandem_check.text_at('cStat'),
          received text path tandem_check.text_at('dhRecbto'),
          event_type text path tandem_check.text_at('tpEvento'),
          sequence text path tandem_check.text_at('nSeqEvento'),
          event_time text path tandem_check.text_at('dhEvento'),
          event_registered text path tandem_check.text_at('dhRegEvento'),
          -- Every tpAmb, and those that are not 1.
          environments int path ('count(' || tandem_check.nodes('ide/tpAmb | tpAmb') || ')'),
          tests int path (
            'count((' || tandem_check.nodes('ide/tpAmb | tpAmb') || ')[normalize-space() != "1"])')
      ) as e
      where not inside_another
    ),
    -- What an element is: by its name, where it stands (a CT-e carries an infNFe of another kind)
    -- and its family's namespace or none.
    part as (
      select
        e.*,
        family not in ('nfe', 'cte', '') or foreign_key <> '' as is_foreign,
        case
          when name = 'infNFe' and parent in ('NFe', '') and family in ('nfe', '')
            then 'document'
          when name = 'infCte' and parent in ('CTe', 'CTeOS', 'CTeSimp', '')
            and family in ('cte', '') then 'document'
          when name = 'infCte' and parent = 'GTVe' and family in ('cte', '')
            or name = 'infMDFe' and parent in ('MDFe', '') and family in ('mdfe', '')
            or name = 'infBPe' and parent in ('BPe', 'BPeTM', 'BPeTA', '') and family in ('bpe', '')
            or name = 'infNF3e' and parent in ('NF3e', '') and family in ('nf3e', '')
            or name = 'infNFCom' and parent in ('NFCom', '') and family in ('nfcom', '')
            or name = 'infNFSe' and parent in ('NFSe', '') and family in ('nfse', '')
            or name = 'infDPS' and parent in ('DPS', '') and family in ('nfse', '')
            or name = 'InfNfse' and parent in ('Nfse', '') then 'other-document'
          when name in ('resNFe', 'resEvento', 'resCanc', 'resCCe') and family in ('nfe', '')
            then 'summary'
          when name = 'infProt' and family is not null then 'protocol'
          when name in ('infEvento', 'infCanc', 'infInut') and family is not null
            then case when status = '' then 'request' else 'answer' end
        end as role,
        -- The key as written, of whatever shape.
        case
          when name in ('infProt', 'infEvento', 'infCanc', 'infInut') or name like 'res%'
            then coalesce(nullif(key, ''), foreign_key)
          else regexp_replace(id, '^(NFe|CTe|MDFe|BPe|NF3e|NFCom|NFS|DPS)', '')
        end as document_key,
        coalesce(nullif(key, ''), foreign_key) as named_key
      from element e
      cross join lateral (
        select case
          when namespace = '' then ''
          when namespace = 'http://www.sped.fazenda.gov.br/nfse' then 'nfse'
          else substring(namespace
            from '^http://www[.]portalfiscal[.]inf[.]br/(nfe|cte|mdfe|bpe|nf3e|nfcom)$')
        end as family
      ) as f
    ),
    -- A document's protocol is the one of its key; else, of a document alone in its container, one
    -- there that names no key; else, in an nfeProc or its like, the one there whatever it names.
    paired as (
      select
        d.place as document, p.place as protocol
      from (
        select *, count(*) over (partition by container) as documents_here
        from part
        where role = 'document' or role = 'other-document' and id <> ''
      ) as d
      cross join lateral (
        select place
        from part
        where role = 'protocol'
          and (
            named_key = d.document_key and named_key <> ''
            or container = d.container and d.documents_here = 1
              and (named_key = '' or container_name like '%Proc'))
        order by
          (named_key = d.document_key and named_key <> '') desc, (container = d.container) desc,
          named_key <> '', place
        limit 1
      ) as p
    ),
    document as (
      select
        d.place, d.document_key, d.model, d.emission, d.operation, d.purpose,
        coalesce(nullif(d.issuer_cnpj, ''), d.issuer_cpf) as issuer,
        case when d.issuer_cnpj <> '' then 'CNPJ' when d.issuer_cpf <> '' then 'CPF' else '' end
          as issuer_type,
        -- Of an NF-e the recipient, of a CT-e who pays.
        case
          when d.name = 'infNFe' then d.recipient
          else case d.payer_role
            when '0' then d.sender
            when '1' then d.dispatcher
            when '2' then d.receiver
            when '3' then d.recipient
            else d.payer
          end
        end as recipient,
        coalesce(s.name, d.issuer_state) as state,
        coalesce(nullif(d.layout, ''), d.root_layout) as layout,
        coalesce(
          tandem_check.cents(
            case when d.name = 'infNFe' then d.amount_of_goods else d.amount_of_freight end),
          0) as value_cents,
        coalesce(nullif(d.date_time, ''), d.date) as issued,
        coalesce(p.received, '') as registered,
        coalesce(p.status, '') as status,
        tandem_check.zone_of(
          coalesce(s.name, d.issuer_state), tandem_check.key_of(d.document_key)) as zone,
        d.environments + coalesce(p.environments, 0) > 0
          and d.tests + coalesce(p.tests, 0) = 0 as production
      from part d
      left join paired on paired.document = d.place
      left join part p on p.place = paired.protocol
      left join tandem_check.state s on s.code = d.state_code
      where d.role = 'document'
    ),
    -- An answer belongs to the first request before it in its container that it does not contradict
    -- and that has no answer yet.
    answer as (
      select *, row_number() over (order by place) as number from part where role = 'answer'
    ),
    answered as (
      select 0::bigint as number, null::int as answer, null::int as request, '{}'::int[] as taken
      union all
      select
        a.number, a.place, r.place,
        case when r.place is null then t.taken else t.taken || r.place end
      from answered t
      join answer a on a.number = t.number + 1
      left join lateral (
        select place
        from part
        where role = 'request' and name = a.name and container = a.container and place < a.place
          and (named_key = '' or a.named_key in (named_key, ''))
          and (event_type = '' or a.event_type in (event_type, ''))
          and (sequence = '' or a.sequence in (sequence, ''))
          and place <> all (t.taken)
        order by place
        limit 1
      ) as r on true
    ),
    exchange as (
      select
        coalesce(r.place, a.place) as place,
        coalesce(a.name, r.name) as name,
        coalesce(a.is_foreign, false) or coalesce(r.is_foreign, false) as is_foreign,
        tandem_check.key_of(coalesce(
          nullif(a.key, ''), nullif(r.key, ''), nullif(a.foreign_key, ''), r.foreign_key, ''))
          as access_key,
        coalesce(nullif(a.event_type, ''), r.event_type, '') as event_type,
        coalesce(a.status, '') as status,
        coalesce(a.environments, 0) + coalesce(r.environments, 0) > 0
          and coalesce(a.tests, 0) + coalesce(r.tests, 0) = 0 as production,
        array[
          coalesce(nullif(a.event_registered, ''), r.event_registered),
          coalesce(nullif(a.received, ''), r.received),
          coalesce(nullif(a.event_time, ''), r.event_time)] as times
      from answer a
      left join answered on answered.answer = a.place
      full join (select * from part where role = 'request') as r on r.place = answered.request
    ),
    -- Granted cancellations are cancellations (contract, section 2; domain sheet, section 6).
    judged as (
      select
        x.*,
        case
          when is_foreign then ''
          when name = 'infEvento' and status in ('134', '135', '136', '155')
            and (event_type = '110111' and substr(access_key, 21, 2) in ('55', '65', '57', '67')
              or event_type = '110112' and substr(access_key, 21, 2) in ('55', '65')) then 'event'
          when name = 'infCanc' and status in ('101', '151') then 'receipt'
          else ''
        end as form,
        (
          select tandem_check.instant(written, tandem_check.zone_of('', access_key))
          from unnest(times) with ordinality as t (written, n)
          where tandem_check.local_time(written) is not null
          order by n
          limit 1
        ) as registered
      from exchange x
    ),
    -- The records in document order.
    record as (
      select
        place, 0 as after, 'document' as kind, tandem_check.key_of(document_key) as access_key,
        model, issuer, issuer_type,
        case when length(recipient) = 14 then left(recipient, 8) else '' end as recipient_root,
        state, layout, operation, purpose, emission, value_cents,
        tandem_check.instant(issued, zone) as issued,
        tandem_check.local_time(issued) as issued_local,
        tandem_check.instant(registered, zone) as registered,
        status, '' as form, '' as event_type, production
      from document
      union all
      -- Its own protocol may say that it is cancelled.
      select
        place, 1, 'cancellation', tandem_check.key_of(document_key),
        '', '', '', '', '', '', '', '', '', 0, null, null,
        tandem_check.instant(registered, zone), status, 'protocol', '', production
      from document
      where status in ('101', '151', '155')
      union all
      select
        place, 0, case when form = '' then 'other' else 'cancellation' end, access_key,
        '', '', '', '', '', '', '', '', '', 0, null, null,
        registered, status, form, case when form = 'event' then event_type else '' end, production
      from judged
      union all
      select
        place, 0, 'other', tandem_check.key_of(document_key),
        '', '', '', '', '', '', '', '', '', 0, null, null, null, '', '', '', false
      from part
      where role in ('other-document', 'summary')
        or role = 'protocol' and place not in (select protocol from paired)
    )
  select
    array[place, after],
    row(
      kind, access_key, model, issuer, issuer_type, recipient_root, state, layout, operation,
      purpose, emission, value_cents, issued, issued_local, registered, status, form, event_type,
      production, '')::tandem_check.found
  from record
$$;
