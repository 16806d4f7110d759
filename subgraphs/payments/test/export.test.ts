import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAY, type Payments, startPayments } from './harness.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let payments: Payments;
const owner = () => testViewer({ organizationId: payments.organizationId });
const EXPORT = `mutation ($filter: OrderFilter, $mark: Boolean) {
  exportOrders(filter: $filter, byteOrderMark: $mark) { url expiresAt } }`;

beforeAll(async () => {
  payments = await startPayments({ cartsPerClient: 1_000 });
  const evil = '=HYPERLINK("http://evil.example")';
  for (const name of ['Ada', evil, 'Grace, "Amazing"']) {
    const { order } = await payments.place({ price: 1_250, quantity: 2, buyer: { name, email: 'x@example.com' } });
    if (name === 'Ada') await payments.ask(PAY, { id: order.id, key: newId() }, owner());
  }
});
afterAll(() => payments.close());

const open = (url: string, signal = new AbortController().signal) =>
  payments.subgraph.download(url.split('/').at(-1)!, signal);
const exported = async (variables: Record<string, unknown> = {}, viewer = owner()) => {
  const { exportOrders } = await payments.ask(EXPORT, variables, viewer);
  const file = await open(exportOrders.url);
  const parts: Uint8Array[] = [];
  for await (const part of file!.body) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
};

test('the orders that the list shows are lines of a CSV file, with decimals, a currency, and no formula', async () => {
  const text = await exported();
  expect(text.charCodeAt(0)).toBe(0xfeff);
  const lines = text.slice(1).trimEnd().split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^Order,Status,Placed at/);
  expect(lines[1]).toContain('"Grace, ""Amazing"""');
  expect(lines[2]).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(lines[3]).toMatch(/^\d{4}-000001,CONFIRMED,.*,2 × Type 1,2,EUR,25\.00,0\.00,0\.00,0\.00,25\.00,25\.00,0\.00,/);
});

test('the list’s filter holds, and the mark is left out on request', async () => {
  const text = await exported({ filter: { status: 'CONFIRMED' }, mark: false });
  expect(text.split('\r\n')).toHaveLength(3);
  expect(text).toMatch(/^Order,/);
  const none = await exported({ filter: { eventId: newId(), text: 'Ada', createdFrom: new Date().toISOString() } });
  expect(none.trimEnd().split('\r\n')).toHaveLength(1);
  const found = await exported({ filter: { text: 'grace' } });
  expect(found.trimEnd().split('\r\n')).toHaveLength(2);
});

test('a link is good once, also for two who open it at once, and for a minute', async () => {
  const { exportOrders } = await payments.ask(EXPORT, {}, owner());
  const files = await Promise.all([open(exportOrders.url), open(exportOrders.url)]);
  expect(files.filter(Boolean)).toHaveLength(1);
  expect(await open(exportOrders.url)).toBeNull();
  const late = (await payments.ask(EXPORT, {}, owner())).exportOrders;
  await payments.sql(`update export_link set expires_at = now() - interval '1 second'`);
  expect(await open(late.url)).toBeNull();
  expect(await payments.sql('select 1 from export_link')).toEqual([]);
});

test('a link is bound to the organization that it was made for, and its token is nowhere in the database', async () => {
  const stranger = testViewer();
  const text = await exported({ filter: {} }, stranger);
  expect(text.trimEnd().split('\r\n')).toHaveLength(1);
  const { exportOrders } = await payments.ask(EXPORT, {}, owner());
  expect(JSON.stringify(await payments.sql('select * from export_link'))).not.toContain(
    exportOrders.url.split('/').at(-1),
  );
  const scanner = testViewer({ organizationId: payments.organizationId, scopes: ['tickets:check_in'] });
  expect((await payments.refusal(EXPORT, {}, scanner)).code).toBe('FORBIDDEN');
  expect((await payments.refusal(EXPORT, {})).code).toBe('UNAUTHENTICATED');
});

test('who exported what, and how it was narrowed, is told to the activity log', async () => {
  await exported({ filter: { status: 'CONFIRMED' } });
  const news = (await payments.recorded()).filter(event => event.name === 'list.exported');
  expect(news.at(-1)).toMatchObject({ actor: { kind: 'user' }, payload: { list: 'orders', changed: ['status'] } });
});

/** Orders like the first one, without anything that they would have to agree with. */
const fill = (count: number) =>
  payments.sql(
    `insert into orders (id, organization_id, event_id, cart_id, number, token_hash, status, step, buyer_name, buyer_email,
                         attendees, currency, subtotal, discount, fees, absorbed_fees, tax, tax_mode, total, request_id,
                         created_at)
     select gen_random_uuid(), organization_id, event_id, cart_id, 'X' || n, 'x' || n, 'CANCELLED', 'DONE', buyer_name,
            buyer_email, '[]', currency, 0, 0, 0, 0, 0, tax_mode, 0, request_id, created_at
       from (select * from orders order by id limit 1) o, generate_series(1, ${count}) n`,
  );
/** Bytes that are still in use. */
function liveMemory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const queries = async () =>
  Number(
    (
      await payments.sql<{ count: string }>(
        `select count(*) from pg_stat_activity where query like '%from rows%' and pid <> pg_backend_pid() and datname = current_database()`,
      )
    )[0]!.count,
  );

test('100,000 orders are streamed in constant memory, and a reader who goes away ends the query', async () => {
  // Filling the text search's index takes longer than what is tested.
  await payments.sql('drop index orders_search');
  await fill(100_000);
  const { exportOrders } = await payments.ask(EXPORT, {}, owner());
  const file = await open(exportOrders.url);
  const before = liveMemory();
  let [bytes, batches, peak] = [0, 0, 0];
  for await (const part of file!.body) {
    bytes += part.length;
    batches += 1;
    if (batches % 20 === 0) peak = Math.max(peak, liveMemory() - before);
  }
  expect(bytes).toBeGreaterThan(100_000 * 100);
  // What is alive is some batches, however many came before.
  expect(peak).toBeLessThan(8 * 1024 * 1024);

  const aborted = new AbortController();
  const second = await payments.ask(EXPORT, {}, owner());
  const left = await open(second.exportOrders.url, aborted.signal);
  const reader = left!.body[Symbol.asyncIterator]();
  await reader.next();
  await reader.next();
  // The server may still be ending the connection of the first.
  await expect.poll(queries).toBe(1);
  aborted.abort();
  await expect(reader.next()).rejects.toThrow(/abort/i);
  await expect.poll(queries).toBe(0);
}, 180_000);
