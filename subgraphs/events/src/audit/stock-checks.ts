/**
 * What must agree within this subgraph. Each statement takes the organization's id and answers the records that do
 * not: `id`, what is `expected`, and what is `actual`.
 */
export const STOCK_CHECKS: ReadonlyArray<{ readonly check: string; readonly sql: string }> = [
  {
    check: 'TYPE_SOLD',
    sql: `
      select t.id, count(k.id)::text || ' good tickets' as expected, t.sold::text || ' sold' as actual
        from ticket_type t left join ticket k on k.ticket_type_id = t.id and k.status in ('VALID', 'USED')
       where t.organization_id = ? group by t.id having t.sold <> count(k.id) order by t.id`,
  },
  {
    check: 'TYPE_HELD',
    sql: `
      select t.id, coalesce(sum(l.quantity), 0)::text || ' in holds' as expected, t.held::text || ' held' as actual
        from ticket_type t
        left join (hold_line l join hold h on h.id = l.hold_id and h.status = 'ACTIVE') on l.ticket_type_id = t.id
       where t.organization_id = ? group by t.id having t.held <> coalesce(sum(l.quantity), 0) order by t.id`,
  },
  {
    check: 'EVENT_STOCK',
    sql: `
      select s.event_id as id,
             coalesce(sum(t.sold), 0) || ' sold, ' || coalesce(sum(t.held), 0) || ' held of its ticket types' as expected,
             s.sold || ' sold, ' || s.held || ' held' as actual
        from event_stock s left join ticket_type t on t.event_id = s.event_id
       where s.organization_id = ? group by s.event_id
      having s.sold <> coalesce(sum(t.sold), 0) or s.held <> coalesce(sum(t.held), 0) order by s.event_id`,
  },
  {
    check: 'STOCK_LIMIT',
    sql: `
      select * from (
        select id, 'at most ' || quantity as expected, sold || ' sold, ' || held || ' held' as actual, organization_id
          from ticket_type where sold + held > quantity or sold < 0 or held < 0
        union all
        select event_id, 'at most ' || capacity, sold || ' sold, ' || held || ' held', organization_id
          from event_stock where sold + held > capacity or sold < 0 or held < 0) beyond
       where organization_id = ? order by id`,
  },
  {
    check: 'CHECKED_IN_ONCE',
    sql: `
      select k.id, case k.status when 'USED' then '1 check-in' else 'no check-in of a ticket that is good' end as expected,
             count(c.id)::text || ' check-ins, ' || k.status as actual
        from ticket k left join check_in c on c.ticket_id = k.id and c.undone_at is null
       where k.organization_id = ? and k.status in ('VALID', 'USED') group by k.id
      having count(c.id) <> case k.status when 'USED' then 1 else 0 end order by k.id`,
  },
];
