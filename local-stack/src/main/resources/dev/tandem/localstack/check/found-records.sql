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
          empty_answer boolean path ('boolean(self::*[' || tandem_check.is_empty_answer() || '])'),
          inside_another boolean path ('boolean(ancestor::*[' || tandem_check.is_record() || '])'),
          container int path (
            'count(' || tandem_check.container() || '/preceding::*)'
            ' + count(' || tandem_check.container() || '/ancestor-or-self::*)'),
          container_name text path ('local-name(' || tandem_check.container() || ')'),
          id text path 'string(@Id)',
          layout text path 'string(@versao)',
          root_layout text path 'string(/*/@versao)',
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
          foreign_key text path tandem_check.text_at(
            'chMDFe | chBPe | chNF3e | chNFCom | chNFAg | chNFGas | chDCe'),
          status text path tandem_check.text_at('cStat'),
          has_status boolean path ('boolean(' || tandem_check.nodes('cStat') || ')'),
          received text path tandem_check.text_at('dhRecbto'),
          event_type text path tandem_check.text_at('tpEvento'),
          sequence text path tandem_check.text_at('nSeqEvento'),
          event_time text path tandem_check.text_at('dhEvento'),
          event_registered text path tandem_check.text_at('dhRegEvento'),
          -- Every tpAmb, and those that are 1.
          environments_of_document int path tandem_check.count_of('ide/tpAmb'),
          productions_of_document int path tandem_check.ones_of('ide/tpAmb'),
          environments_of_answer int path tandem_check.count_of('tpAmb'),
          productions_of_answer int path tandem_check.ones_of('tpAmb')
      ) as e
      where not inside_another
    ),
    -- What an element is: by its name, where it stands (a CT-e carries an infNFe of another kind)
    -- and its family's namespace or none. Of its values, those that its kind has.
    part as (
      select
        place, name, container, container_name,
        case
          when r.role = 'exchange' then case when has_status then 'answer' else 'request' end
          else coalesce(r.role, case when empty_answer then 'other-answer' end)
        end as role,
        coalesce(f.family, 'unknown') not in ('nfe', 'cte', '')
          or k.foreign_key <> '' as is_foreign,
        i.id,
        case when starts_with(i.id, prefix) then substr(i.id, length(prefix) + 1) else i.id end
          as id_key,
        tandem_check.value(layout) as layout,
        tandem_check.value(root_layout) as root_layout,
        tandem_check.number(state_code) as state_code,
        tandem_check.number(model) as model,
        tandem_check.value(date_time) as date_time,
        tandem_check.value(date) as date,
        tandem_check.number(emission) as emission,
        case when name = 'infNFe' then tandem_check.number(operation) else '' end as operation,
        case when name = 'infNFe' then tandem_check.number(purpose) else '' end as purpose,
        tandem_check.value(issuer_cnpj) as issuer_cnpj,
        tandem_check.value(issuer_cpf) as issuer_cpf,
        tandem_check.value(issuer_state) as issuer_state,
        tandem_check.value(recipient) as recipient,
        tandem_check.value(sender) as sender,
        tandem_check.value(dispatcher) as dispatcher,
        tandem_check.value(receiver) as receiver,
        tandem_check.number(payer_role) as payer_role,
        tandem_check.value(payer) as payer,
        tandem_check.value(
          case when name = 'infNFe' then amount_of_goods else amount_of_freight end) as amount,
        k.key,
        k.foreign_key,
        coalesce(nullif(k.key, ''), k.foreign_key) as named_key,
        tandem_check.number(status) as status,
        tandem_check.value(received) as received,
        case when name = 'infEvento' then tandem_check.number(event_type) else '' end as event_type,
        case when name = 'infEvento' then tandem_check.number(sequence) else '' end as sequence,
        case when name = 'infEvento' then tandem_check.value(event_time) else '' end as event_time,
        case when name = 'infEvento' then tandem_check.value(event_registered) else '' end
          as event_registered,
        case when r.role = 'document' then environments_of_document else environments_of_answer end
          as environments,
        case
          when r.role = 'document' then environments_of_document - productions_of_document
          else environments_of_answer - productions_of_answer
        end as tests
      from element e
      cross join lateral (select tandem_check.family_of(namespace) as family) as f
      left join lateral (
        select r.role, r.prefix
        from tandem_check.record_elements() as r
        where r.name = e.name
          and (r.parents = '' or e.parent = '' or e.parent = any (string_to_array(r.parents, ' ')))
          and (r.family = 'town' or f.family = '' or f.family is not null
            and r.family in ('every', f.family))
        order by r.n
        limit 1
      ) as r on true
      cross join lateral (
        select
          case
            when r.role in ('document', 'other-document') then tandem_check.value(e.id)
            else ''
          end as id,
          r.role in ('protocol', 'summary', 'exchange') and e.name <> 'infInut' as has_key
      ) as i
      cross join lateral (
        select
          case when has_key then tandem_check.value(e.key) else '' end as key,
          case when has_key then tandem_check.value(e.foreign_key) else '' end as foreign_key
      ) as k
    ),
    -- Documents of all families that have a key, of whatever shape, or are counted.
    keyed as (
      select *, count(*) over (partition by container) as documents_here
      from part
      where role = 'document' or role = 'other-document' and id <> ''
    ),
    -- The lower, the more final: what was granted in production, then in tests, then refused.
    protocol as (
      select
        *,
        case
          when status in ('100', '150') then 0
          when status in ('101', '151', '155') then 1
          else 4
        end
        + case when status in ('100', '150', '101', '151', '155') and tests > 0 then 2 else 0 end
          as finality
      from part
      where role = 'protocol'
    ),
    -- A document's protocol is one of its key or, of a document alone in its container, one there that
    -- names no key; else, in an nfeProc or its like, one there whatever it names. Of several it is the
    -- most final.
    paired as (
      select
        d.place as document, p.place as protocol
      from keyed d
      cross join lateral (
        select place
        from protocol
        where named_key = d.id_key and named_key <> ''
          or container = d.container and d.documents_here = 1
            and (named_key = '' or container_name like '%Proc')
        order by
          named_key not in (d.id_key, ''), finality,
          named_key = '', (container = d.container) desc, place
        limit 1
      ) as p
    ),
    document as (
      select
        d.place, d.id_key, d.model, d.emission, d.operation, d.purpose,
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
        coalesce(tandem_check.cents(d.amount), 0) as value_cents,
        coalesce(nullif(d.date_time, ''), d.date) as issued,
        coalesce(p.received, '') as registered,
        coalesce(p.status, '') as status,
        tandem_check.zone_of(
          coalesce(s.name, d.issuer_state), tandem_check.key_of(d.id_key)) as zone,
        d.environments + coalesce(p.environments, 0) > 0
          and d.tests + coalesce(p.tests, 0) = 0 as production
      from part d
      left join paired on paired.document = d.place
      left join part p on p.place = paired.protocol
      left join tandem_check.state s on s.code = d.state_code
      where d.role = 'document'
    ),
    -- An answer belongs to the first request before it in its container that it does not contradict
    -- and that has no answer yet. An accepted one for which none is left takes the place of the
    -- first refusal.
    answer as (
      select
        *,
        row_number() over (order by place) as number,
        name = 'infEvento' and status in ('134', '135', '136', '155')
          or name = 'infCanc' and status in ('101', '151') as accepted
      from part
      where role = 'answer'
    ),
    answered as (
      select
        0::bigint as number, null::int as answer, null::int as request, '{}'::int[] as taken,
        '{}'::int[] as refused
      union all
      select
        a.number, a.place, r.place,
        case when r.place is null then t.taken else t.taken || r.place end,
        case
          when r.place is null then t.refused
          when a.accepted then array_remove(t.refused, r.place)
          else t.refused || r.place
        end
      from answered t
      join answer a on a.number = t.number + 1
      left join lateral (
        select place
        from part
        where role = 'request' and name = a.name and container = a.container and place < a.place
          and (named_key = '' or a.named_key in (named_key, ''))
          and (event_type = '' or a.event_type in (event_type, ''))
          and (sequence = '' or a.sequence in (sequence, ''))
          and (place <> all (t.taken) or a.accepted and place = any (t.refused))
        order by array_position(t.refused, place) nulls first, place
        limit 1
      ) as r on true
    ),
    pair as (
      select distinct on (request) request, answer
      from answered
      where request is not null
      order by request, number desc
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
      left join pair on pair.answer = a.place
      full join (select * from part where role = 'request') as r on r.place = pair.request
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
        place, 0 as after, 'document' as kind, tandem_check.key_of(id_key) as access_key,
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
        place, 1, 'cancellation', tandem_check.key_of(id_key),
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
        p.place, 0,
        case when d.place is null then 'other' else 'cancellation' end,
        tandem_check.key_of(coalesce(nullif(p.named_key, ''), d.id_key, p.id_key)),
        '', '', '', '', '', '', '', '', '', 0, null, null,
        tandem_check.instant(p.received, d.zone),
        case when d.place is null then '' else p.status end,
        case when d.place is null then '' else 'protocol' end,
        '',
        coalesce(p.environments + d.environments > 0 and p.tests + d.tests = 0, false)
      from part p
      -- A protocol that is not its document's may still say that the document is cancelled.
      left join lateral (
        select k.*, document.zone
        from (
          select *
          from keyed
          where case
            when p.named_key = '' then container = p.container and documents_here = 1
            else id_key = p.named_key
          end
          order by place
          limit 1
        ) as k
        join document on document.place = k.place
        where p.role = 'protocol' and p.status in ('101', '151', '155')
      ) as d on true
      where p.role in ('other-document', 'summary', 'other-answer')
        or p.role = 'protocol' and p.place not in (select protocol from paired)
    )
  select
    array[place, after],
    row(
      kind, access_key, model, issuer, issuer_type, recipient_root, state, layout, operation,
      purpose, emission, value_cents, issued, issued_local, registered, status, form, event_type,
      production, '')::tandem_check.found
  from record
$$;
