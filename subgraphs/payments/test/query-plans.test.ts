import { newId } from '@ticketbase/kernel';
import { queryPlans, testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Payments, startPayments } from './harness.ts';

// The lists that the API offers, for one of several organizations on 40,000 orders.
const buyer = testViewer({ role: 'ANALYST' });
const event = newId();
let payments: Payments;
beforeAll(async () => {
  payments = await startPayments();
  const em = payments.database.forkTenant(null);
  await em.execute(
    `insert into cart (id, organization_id, event_id, token_hash, status, items, currency, expires_at, created_at)
     select gen_random_uuid(), case when n % 8 = 0 then ?::uuid else gen_random_uuid() end,
            case when n % 400 = 0 then ?::uuid else gen_random_uuid() end,
            'c' || n, 'CHECKED_OUT', '[]', 'EUR', now(), now() from generate_series(1, 40000) n`,
    [payments.organizationId, event],
  );
  await em.execute(
    `insert into orders (id, organization_id, event_id, cart_id, number, token_hash, status, step, buyer_name, buyer_email, buyer_user_id,
            attendees, currency, subtotal, discount, fees, absorbed_fees, tax, tax_mode, total, promo_used, request_id, confirmed_at, created_at)
     select gen_random_uuid(), c.organization_id, c.event_id, c.id, '2026-' || lpad(n::text, 6, '0'), 't' || n,
            case when n % 50 = 0 then 'CANCELLED' else 'CONFIRMED' end, 'DONE', 'Name' || n % 5000 || ' Buyer' || n, 'b' || n || '@example.com',
            case when n % 1000 = 0 then ?::uuid end, '[]', 'EUR', 100, 0, 0, 0, 0, 'INCLUSIVE', 100, false, 'r', now(), now() - n * interval '1 minute'
       from (select *, row_number() over () as n from cart) c`,
    [buyer.userId],
  );
  await em.execute(
    `insert into promo_code (id, organization_id, code, kind, value, created_at)
     select gen_random_uuid(), case when n % 100 = 0 then ?::uuid else gen_random_uuid() end, 'CODE' || n, 'PERCENTAGE', 100, now()
       from generate_series(1, 10000) n`,
    [payments.organizationId],
  );
  await em.execute(
    `insert into invoice (id, organization_id, order_id, kind, number, series, year, sequence, currency, tax_mode, total, tax,
                          seller, buyer, subject, lines, issued_at)
     select gen_random_uuid(), organization_id, id, 'INVOICE', 'R' || number, 'R', 2026, row_number() over (), currency, tax_mode,
            total, 0, '{}', '{"name":"Ada"}', 's', '[]', now() from orders`,
  );
  await em.execute('analyze');
}, 120_000);
afterAll(() => payments.close());

const owner = () => testViewer({ organizationId: payments.organizationId });
const orders = (filter = '') => `{ orders(first: 20${filter && `, filter: { ${filter} }`}) {
  totalCount edges { node { id number items { name } transactions { id } } } } }`;

test.each([
  ['the organization’s orders', 'orders_newest', owner, () => orders()],
  ['its orders of a status', 'orders_newest', owner, () => orders('status: CONFIRMED')],
  ['orders for an event', 'orders_event', owner, () => orders(`eventId: "${event}"`)],
  ['orders by a name', 'orders_search', owner, () => orders('text: "buyer17"')],
  ['orders by an address', 'orders_search', owner, () => orders('text: "b4242@example.com"')],
  ['orders by a number', 'orders_search', owner, () => orders('text: "2026-004242"')],
  ['orders by a ticket’s code', 'orders_search', owner, () => orders('text: "7QXK-2M9D-RT4V-B"')],
  [
    'the viewer’s own orders',
    'orders_buyer',
    () => buyer,
    () => '{ myOrders(first: 20) { totalCount edges { node { id } } } }',
  ],
  ['the organization’s invoices', 'invoice_newest', owner, () => '{ invoices(first: 20) { edges { node { id } } } }'],
  [
    'changes and invoices of orders',
    'invoice_order',
    owner,
    () => '{ orders(first: 20) { edges { node { changes { id } invoices { id } refunds { id } } } } }',
  ],
  ['the organization’s promo codes', 'promo_code_organization_id_code_key', owner, () => '{ promoCodes { id } }'],
])('%s come from %s', async (_, index, viewer, query) => {
  const plans = await queryPlans(payments.database, () => payments.ask(query(), {}, viewer()));
  expect(plans.filter(plan => plan.scanned.length > 0)).toEqual([]);
  expect(plans.flatMap(plan => plan.indexes)).toContain(index);
});

test('a search without its index is noticed (control)', async () => {
  const em = payments.database.forkTenant(null);
  await em.execute('drop index orders_search');
  const plans = await queryPlans(payments.database, () =>
    payments.ask(orders('text: "b4242@example.com"'), {}, owner()),
  );
  expect(plans.flatMap(plan => plan.indexes)).not.toContain('orders_search');
});
