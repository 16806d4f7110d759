/**
 * What must agree within this subgraph's own books. Each statement takes the organization's id, as often as it has a
 * question mark, and answers what does not agree: `id`, what is `expected`, and what is `actual`.
 */
export const BOOK_CHECKS: ReadonlyArray<{ readonly check: string; readonly sql: string }> = [
  {
    check: 'ORDER_SUMS',
    sql: `
      select o.id,
             concat_ws(' ', sum(i.subtotal), sum(i.discount), sum(i.fees), sum(i.absorbed_fees), sum(i.tax), sum(i.total))
               || ' as its items say' as expected,
             concat_ws(' ', o.subtotal, o.discount, o.fees, o.absorbed_fees, o.tax, o.total) as actual
        from orders o left join order_item i on i.order_id = o.id
       where o.organization_id = ? group by o.id
      having (sum(i.subtotal), sum(i.discount), sum(i.fees), sum(i.absorbed_fees), sum(i.tax), sum(i.total))
             is distinct from (o.subtotal, o.discount, o.fees, o.absorbed_fees, o.tax, o.total)`,
  },
  {
    check: 'LEDGER_BALANCE',
    sql: `
      select t.id, 'entries that sum to 0 ' || t.currency || case when t.amount > 0 then '' else ' or none' end as expected,
             coalesce(sum(e.amount), 0) || ' in ' || count(e.id) || ' entries' as actual
        from ledger_transaction t left join ledger_entry e on e.transaction_id = t.id
       where t.organization_id = ? group by t.id
      having coalesce(sum(e.amount), 0) <> 0 or (t.amount > 0 and count(e.id) < 2)
          or bool_or(e.currency <> t.currency or e.organization_id <> t.organization_id)`,
  },
  {
    check: 'LEDGER_ENTRIES',
    sql: `
      select t.id, t.kind || ' of ' || t.amount as expected,
             coalesce(sum(e.amount) filter (where e.account = 'CASH'), 0) || ' on CASH, '
               || coalesce(sum(e.amount) filter (where e.account = 'BUYERS'), 0) || ' on BUYERS' as actual
        from ledger_transaction t left join ledger_entry e on e.transaction_id = t.id
       where t.organization_id = ? group by t.id
      having coalesce(sum(e.amount) filter (where e.account = 'CASH'), 0)
             <> case t.kind when 'PAYMENT' then t.amount when 'REFUND' then -t.amount else 0 end
          or (t.kind in ('PAYMENT', 'SALE') and coalesce(sum(e.amount) filter (where e.account = 'BUYERS'), 0)
             <> case t.kind when 'PAYMENT' then -t.amount else t.amount end)
          -- The difference of a change may be the buyer's or the organizer's.
          or (t.kind = 'CHANGE' and abs(coalesce(sum(e.amount) filter (where e.account = 'BUYERS'), 0)) <> t.amount)`,
  },
  {
    check: 'ORDER_PAID',
    sql: `
      select o.id,
             case when o.status in ('CONFIRMED', 'PARTIALLY_REFUNDED', 'REFUNDED') then o.total || ' paid and sold'
                  else 'nothing sold, and what was paid given back' end as expected,
             m.paid || ' paid, ' || m.sales || ' sales, ' || m.sold || ' with changes, '
               || m.committed || ' given back, ' || o.status as actual
        from orders o
        cross join lateral (
          select coalesce(sum(t.amount) filter (where t.kind = 'PAYMENT'), 0) as paid,
                 count(*) filter (where t.kind = 'SALE') as sales,
                 -- What buyers were charged: the sale, and the differences of changes.
                 (select coalesce(sum(e.amount), 0) from ledger_entry e join ledger_transaction s on s.id = e.transaction_id
                   where s.order_id = o.id and s.kind in ('SALE', 'CHANGE') and e.account = 'BUYERS') as sold,
                 -- Given back because of a change, out of what buyers paid ahead.
                 (select coalesce(sum(r.amount), 0) from refund r
                   where r.order_id = o.id and r.change_id is not null and r.status <> 'FAILED') as settled,
                 -- Paid for a change that is not made yet.
                 (select coalesce(sum(c.difference), 0) from order_change c
                   where c.order_id = o.id and c.paid and c.status = 'PENDING') as ahead,
                 (select coalesce(sum(r.amount), 0) from refund r where r.order_id = o.id and r.status <> 'FAILED') as committed
            from ledger_transaction t where t.order_id = o.id) m
       where o.organization_id = ?
         and case
               when o.status in ('CONFIRMED', 'PARTIALLY_REFUNDED', 'REFUNDED') then
                 m.sold <> o.total or m.sales <> 1 or m.paid - m.settled - m.ahead <> o.total
               -- Paid, and its tickets are being issued; or cancelled with what it had cost nothing.
               when o.step = 'ISSUE_TICKETS' then m.sales > 0
               when o.status = 'CANCELLED' and o.total = 0 then m.paid > 0
               else m.sales > 0 or m.paid > m.committed
             end`,
  },
  {
    check: 'REFUND_BOOKED',
    sql: `
      select r.id, case r.status when 'SUCCEEDED' then r.amount else 0 end || ' booked' as expected,
             coalesce(sum(t.amount), 0) || ' booked, ' || r.status as actual
        from refund r left join ledger_transaction t on t.refund_id = r.id and t.kind = 'REFUND'
       where r.organization_id = ? group by r.id
      having coalesce(sum(t.amount), 0) <> case r.status when 'SUCCEEDED' then r.amount else 0 end
      union all
      select t.id, 'a refund', 'a booking without one'
        from ledger_transaction t where t.organization_id = ? and t.kind = 'REFUND' and t.refund_id is null`,
  },
  {
    check: 'ORDER_REFUNDED',
    sql: `
      select o.id,
             case when m.committed > m.paid then 'at most ' || m.paid || ' given back'
                  when m.refunded = 0 then 'not refunded'
                  when m.refunded >= m.paid and m.tickets = 0 then 'REFUNDED' else 'PARTIALLY_REFUNDED' end as expected,
             o.status || ', ' || m.refunded || ' of ' || m.paid || ' given back, ' || m.committed || ' with what is on its way, '
               || m.tickets || ' tickets left' as actual
        from orders o
        cross join lateral (
          select coalesce(sum(t.amount) filter (where t.kind = 'PAYMENT'), 0) as paid,
                 coalesce(sum(t.amount) filter (where t.kind = 'REFUND'), 0) as refunded,
                 (select coalesce(sum(r.amount), 0) from refund r where r.order_id = o.id and r.status <> 'FAILED') as committed,
                 (select count(*) from order_ticket k where k.order_id = o.id and k.refund_id is null) as tickets
            from ledger_transaction t where t.order_id = o.id) m
       where o.organization_id = ?
         and (m.committed > m.paid or m.refunded > m.paid
           or case o.status when 'REFUNDED' then m.refunded < m.paid or m.refunded = 0 or m.tickets > 0
                            when 'PARTIALLY_REFUNDED' then m.refunded = 0 or (m.refunded >= m.paid and m.tickets = 0)
                            when 'CONFIRMED' then m.refunded > 0
                            when 'PENDING' then m.refunded > 0 else false end)`,
  },
  {
    check: 'ORDER_INVOICED',
    sql: `
      select o.id, o.total - m.refunded || ' in documents' as expected, d.sum || ' in documents' as actual
        from orders o
        join lateral (
          select sum(case i.kind when 'INVOICE' then i.total else -i.total end) as sum
            from invoice i where i.order_id = o.id) d on d.sum is not null
        cross join lateral (
          select coalesce(sum(r.amount), 0) as refunded from refund r
           -- A change's difference is in its documents, and not in the order's total any more; one that was not made never was.
           where r.order_id = o.id and r.status = 'SUCCEEDED' and r.change_id is null) m
       where o.organization_id = ? and d.sum <> o.total - m.refunded
         and not exists (select 1 from invoice_due u where u.order_id = o.id)`,
  },
  {
    check: 'INVOICE_NUMBERS',
    sql: `
      select (array_agg(id order by sequence desc))[1] as id, max(sequence) || ' documents in ' || series || ' ' || year as expected,
             count(*) || ' documents, and ' || (select n.last from invoice_number n
               where n.organization_id = i.organization_id and n.series = i.series and n.year = i.year) || ' numbers taken' as actual
        from invoice i where organization_id = ? group by organization_id, series, year
      having count(*) <> max(sequence) or max(sequence) <> (select n.last from invoice_number n
        where n.organization_id = i.organization_id and n.series = i.series and n.year = i.year)`,
  },
  {
    check: 'ORDER_TICKETS',
    sql: `
      select o.id, coalesce(bought.count, 0) || ' tickets' as expected, coalesce(issued.count, 0) || ' tickets' as actual
        from orders o
        left join lateral (
          select sum(quantity) as count, jsonb_object_agg(ticket_type_id, quantity order by ticket_type_id) as by_type
            from order_item where order_id = o.id) bought on true
        left join lateral (
          select sum(count) as count, jsonb_object_agg(ticket_type_id, count order by ticket_type_id) as by_type
            from (select ticket_type_id, count(*) from order_ticket where order_id = o.id group by ticket_type_id) t) issued on true
       where o.organization_id = ?
         and case
               when o.status in ('CONFIRMED', 'PARTIALLY_REFUNDED', 'REFUNDED') then issued.by_type is distinct from bought.by_type
               when o.status in ('PENDING', 'EXPIRED') then issued.count is not null
               else false
             end`,
  },
  {
    check: 'PROMO_USES',
    sql: `
      select p.id, count(o.id) || ' orders that use it' || coalesce(', at most ' || p.max_uses, '') as expected,
             p.uses || ' uses counted' as actual
        from promo_code p left join orders o on o.promo_code_id = p.id and o.promo_used
       where p.organization_id = ? group by p.id
      having p.uses <> count(o.id) or p.uses > p.max_uses
      union all
      select id, 'no use of its promo code', status || ', counted as a use'
        from orders where organization_id = ? and promo_used
         and (status = 'CANCELLED' and total > 0 or status = 'EXPIRED') and step <> 'ISSUE_TICKETS'`,
  },
  {
    check: 'ONE_ORDER_PER_CART',
    sql: `
      select c.id, 'one order that is not cancelled' as expected, count(o.id) || ' orders, cart ' || c.status as actual
        from cart c left join orders o on o.cart_id = c.id and o.status <> 'CANCELLED'
       where c.organization_id = ? group by c.id
      having count(o.id) > 1 or (c.status <> 'CHECKED_OUT' and count(o.id) > 0)
          or (c.status = 'CHECKED_OUT' and not exists (select 1 from orders a where a.cart_id = c.id))`,
  },
  {
    check: 'UNFINISHED',
    sql: `
      select id, 'taken further within an hour' as expected, 'an order at ' || step as actual
        from orders where organization_id = ? and step not in ('AWAIT_PAYMENT', 'DONE') and created_at < now() - interval '1 hour'
      union all
      select id, 'ended within an hour of its time', 'an order that awaits its payment'
        from orders where organization_id = ? and status = 'PENDING' and expires_at < now() - interval '1 hour'
      union all
      select id, 'ended within an hour of its time', 'a cart that is ' || status || case when release_due then ', its hold to be released' else '' end
        from cart where organization_id = ? and (status = 'OPEN' or release_due) and expires_at < now() - interval '1 hour'`,
  },
];
