import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeInvoiceNumber } from '../src/invoice/issue-invoices.ts';
import { BOOK_CHECKS } from '../src/reconciliation/book-checks.ts';
import { BANK, PAY, type Payments, REFUND, startPayments } from './harness.ts';

let payments: Payments;
const owner = () => testViewer({ organizationId: payments.organizationId });
const stranger = testViewer();
const INVOICES = `query ($id: ID!) { order(id: $id) { total { amount } refunded { amount }
  invoices { id kind number total { amount } tax { amount } refersTo buyerName downloadUrl } } }`;
const SETTINGS = `mutation ($input: InvoiceSettingsInput!) { updateInvoiceSettings(input: $input) { legalName prefix } }`;
const ISSUE = 'mutation ($id: ID!) { issueInvoice(orderId: $id) { number } }';
const seller = {
  ...{ legalName: 'Test Hall Ltd', address: 'High Street 1\n12345 Town', country: 'DE', taxId: 'DE123456789' },
  ...{ prefix: 'INV', creditPrefix: 'CN', automatic: true },
};

beforeAll(async () => {
  payments = await startPayments({ cartsPerClient: 1_000 });
  const taxes =
    'mutation { updateTaxRules(input: { mode: INCLUSIVE, rates: [{ name: "VAT", basisPoints: 1900 }] }) { id } }';
  await payments.ask(taxes, {}, owner());
});
afterAll(() => payments.close());

const paid = async (more: Record<string, unknown> = {}) => {
  const placed = await payments.place({ price: 1_190, quantity: 2, ...more });
  await payments.ask(PAY, { id: placed.order.id, key: newId() }, owner());
  return placed;
};
const invoicesOf = async (id: string) => (await payments.ask(INVOICES, { id }, owner())).order.invoices;
const sequences = async (kind: string) =>
  (
    await payments.sql<{ sequence: number }>(
      'select sequence from invoice where organization_id = ? and kind = ? order by 1',
      [payments.organizationId, kind],
    )
  ).map(row => row.sequence);
const gapless = (numbers: number[]) => numbers.every((number, index) => number === index + 1);
const fileOf = async (url: string) => {
  const file = await payments.subgraph.download(url.split('/').at(-1)!, new AbortController().signal);
  if (!file) return null;
  const parts: Uint8Array[] = [];
  for await (const part of file.body) parts.push(part);
  return Buffer.concat(parts);
};

test('no invoice is issued before the seller has said who it is', async () => {
  const { order } = await paid();
  expect(await invoicesOf(order.id)).toEqual([]);
  expect((await payments.refusal(ISSUE, { id: order.id }, owner())).code).toBe('INVOICE_SETTINGS_MISSING');
  for (const wrong of [{ legalName: ' ' }, { country: 'de' }, { prefix: 'CN' }, { prefix: 'a b' }]) {
    const refused = await payments.refusal(SETTINGS, { input: { ...seller, ...wrong } }, owner());
    expect(refused.code).toBe('BAD_USER_INPUT');
  }
  await payments.ask(SETTINGS, { input: seller }, owner());
  // One that was sold before gets its invoice when someone asks, and no second one.
  const first = await payments.ask(ISSUE, { id: order.id }, owner());
  expect(first.issueInvoice).toMatchObject([{ number: expect.stringMatching(/^INV\d{4}-000001$/) }]);
  expect(await payments.ask(ISSUE, { id: order.id }, owner())).toEqual(first);
});

test('a confirmed order has its invoice, with the buyer’s address, and its refund a credit note that refers to it', async () => {
  const invoiceAddress = { company: 'Engines Ltd', address: 'Ockham Park', country: 'GB', taxId: 'GB1' };
  const { order } = await paid({ invoiceAddress });
  const [invoice] = await invoicesOf(order.id);
  expect(invoice).toMatchObject({
    kind: 'INVOICE',
    total: { amount: 2_380 },
    tax: { amount: 380 },
    buyerName: 'Engines Ltd',
    refersTo: null,
  });
  await payments.ask(REFUND, { input: { orderId: order.id, amount: 119 } }, owner());
  await payments.ask(REFUND, { input: { orderId: order.id } }, owner());
  const documents = await invoicesOf(order.id);
  expect(documents).toMatchObject([
    { kind: 'INVOICE' },
    { kind: 'CREDIT_NOTE', total: { amount: 119 }, tax: { amount: 19 }, refersTo: invoice.id },
    { kind: 'CREDIT_NOTE', total: { amount: 2_261 }, tax: { amount: 361 }, refersTo: invoice.id },
  ]);
  const [row] = await payments.sql<{ buyer: object; seller: object; subject: string }>(
    'select buyer, seller, subject from invoice where id = ?',
    [invoice.id],
  );
  expect(row).toMatchObject({ buyer: { name: 'Ada', ...invoiceAddress }, seller: { taxId: 'DE123456789' } });
  expect(row!.subject).toContain('Spring concert, 1 May 2027');
  const news = (await payments.recorded()).filter(
    event => event.name === 'invoice.issued' && event.payload.orderId === order.id,
  );
  expect(news).toHaveLength(3);
});

test('documents that are issued at once, by many connections, have numbers without gaps', async () => {
  const placed = await Promise.all(Array.from({ length: 12 }, () => payments.place({ price: 500 })));
  await Promise.all(
    placed.map(({ order }) => payments.ask(PAY, { id: order.id, key: newId() }, owner()).catch(() => {})),
  );
  await Promise.all(Array.from({ length: 3 }, () => payments.sweep()));
  await payments.sql("update invoice_due set retry_at = null, created_at = created_at - interval '1 minute'");
  await payments.sweep();
  expect(await payments.sql('select 1 from invoice_due')).toEqual([]);
  const numbers = await sequences('INVOICE');
  expect(numbers.length).toBeGreaterThanOrEqual(14);
  expect(gapless(numbers)).toBe(true);
  expect(gapless(await sequences('CREDIT_NOTE'))).toBe(true);
});

test('a document that is rolled back leaves no gap; control: a sequence of the database would', async () => {
  const em = payments.database.forkTenant(payments.organizationId);
  const series = { organizationId: payments.organizationId, series: 'INV', year: new Date().getUTCFullYear() };
  const before = (await sequences('INVOICE')).length;
  const failing = em.transactional(async tx => {
    expect(await takeInvoiceNumber(tx, series)).toBe(before + 1);
    throw new Error('no document after all');
  });
  await expect(failing).rejects.toThrow('no document');
  await paid();
  const numbers = await sequences('INVOICE');
  expect([numbers.length, gapless(numbers)]).toEqual([before + 1, true]);

  await payments.sql('create sequence careless');
  const next = async () => Number((await payments.sql<{ nextval: string }>(`select nextval('careless')`))[0]!.nextval);
  const first = await next();
  const rolledBack = em.transactional(async tx => {
    await tx.execute(`select nextval('careless')`);
    throw new Error('no document after all');
  });
  await expect(rolledBack).rejects.toThrow();
  expect(await next()).toBe(first + 2);
});

test('the database refuses any change of an issued document', async () => {
  await expect(payments.sql(`update invoice set total = 1`)).rejects.toThrow(/append-only/);
  await expect(payments.sql(`delete from invoice where kind = 'CREDIT_NOTE'`)).rejects.toThrow(/append-only/);
});

test('a credit note refers to the invoice on which its ticket stands, and never credits more of it than there is', async () => {
  const { order } = await paid();
  const tickets = payments.events.tickets.get(order.id)!;
  const change = 'mutation ($input: ChangeTicketTypeInput!) { changeTicketType(input: $input) { status } }';
  const more = { expectedDifference: 1_190, settlement: 'MANUAL' };
  for (const { ticketId } of tickets) {
    const ticketTypeId = payments.events.addType(payments.eventId, 2_380);
    const input = { orderId: order.id, ticketId, ticketTypeId, ...more, idempotencyKey: newId() };
    await payments.ask(change, { input }, owner());
  }
  const items = 'query ($id: ID!) { order(id: $id) { items { id } } }';
  for (const { id } of (await payments.ask(items, { id: order.id }, owner())).order.items) {
    const input = { orderId: order.id, items: [{ orderItemId: id, quantity: 1 }] };
    await payments.ask(REFUND, { input }, owner());
  }
  const documents: { id: string; kind: string; refersTo: string | null; total: { amount: number } }[] =
    await invoicesOf(order.id);
  const left = documents
    .filter(({ kind }) => kind === 'INVOICE')
    .map(({ id, total }) =>
      documents.reduce((sum, note) => sum - (note.refersTo === id ? note.total.amount : 0), total.amount),
    );
  expect(left).toEqual([0, 0, 0]);
});

test('a ticket that becomes another is credited and invoiced anew, and the documents sum to what the order costs', async () => {
  const { order } = await paid();
  const [ticket] = payments.events.tickets.get(order.id)!;
  const ticketTypeId = payments.events.addType(payments.eventId, 2_380);
  const input = { orderId: order.id, ticketId: ticket!.ticketId, ticketTypeId };
  const change = 'mutation ($input: ChangeTicketTypeInput!) { changeTicketType(input: $input) { status } }';
  const more = { expectedDifference: 1_190, settlement: 'MANUAL', idempotencyKey: newId() };
  await payments.ask(change, { input: { ...input, ...more } }, owner());
  await payments.ask(REFUND, { input: { orderId: order.id, amount: 1_000 } }, owner());
  const { order: seen } = await payments.ask(INVOICES, { id: order.id }, owner());
  expect(seen.invoices).toMatchObject([
    { kind: 'INVOICE', total: { amount: 2_380 } },
    { kind: 'CREDIT_NOTE', total: { amount: 1_190 } },
    { kind: 'INVOICE', total: { amount: 2_380 } },
    { kind: 'CREDIT_NOTE', total: { amount: 1_000 } },
  ]);
  const sum = seen.invoices.reduce(
    (total: number, { kind, total: { amount } }: { kind: string; total: { amount: number } }) =>
      total + (kind === 'INVOICE' ? amount : -amount),
    0,
  );
  expect(sum).toBe(seen.total.amount - seen.refunded.amount);
});

test('the file is a PDF that is rendered again byte by byte when its object is lost', async () => {
  const { order } = await paid();
  const [{ downloadUrl, id }] = await invoicesOf(order.id);
  await payments.sweep();
  const stored = await payments.sql<{ sha256: string; object_key: string }>(
    'select sha256, object_key from invoice_file where invoice_id = ?',
    [id],
  );
  expect(stored[0]!.sha256).toMatch(/^[0-9a-f]{64}$/);
  const first = await fileOf(downloadUrl);
  expect(first!.subarray(0, 5).toString()).toBe('%PDF-');
  await payments.loseObject(stored[0]!.object_key);
  expect((await fileOf(downloadUrl))!.equals(first!)).toBe(true);
});

test('a link to a document ends after ten minutes, and one that was changed is none', async () => {
  const { order } = await paid();
  const [{ downloadUrl }] = await invoicesOf(order.id);
  const token = downloadUrl.split('/').at(-1)!;
  const [id, until, signature] = token.split('.');
  const other = (await payments.sql<{ id: string }>('select id from invoice where id <> ? limit 1', [id]))[0]!.id;
  for (const forged of [`${other}.${until}.${signature}`, `${id}.${Number(until) + 9}.${signature}`, id, 'x']) {
    expect(await fileOf(`/${forged}`)).toBeNull();
  }
  expect(Number(until) * 1_000 - Date.now()).toBeLessThanOrEqual(600_000);
});

test('whoever holds the order’s token sees its documents; another organization sees none and issues none', async () => {
  const { order, orderToken } = await paid();
  const byToken = 'query ($token: String!) { order(token: $token) { invoices { number } } }';
  expect((await payments.ask(byToken, { token: orderToken })).order.invoices).toHaveLength(1);
  const list = '{ invoices(first: 5) { edges { node { orderId number } } } }';
  expect((await payments.ask(list, {}, owner())).invoices.edges[0].node.orderId).toBe(order.id);
  expect((await payments.ask(list, {}, stranger)).invoices.edges).toEqual([]);
  expect((await payments.ask('{ invoiceSettings { legalName } }', {}, stranger)).invoiceSettings.legalName).toBe('');
  await payments.ask(SETTINGS, { input: seller }, stranger);
  expect((await payments.refusal(ISSUE, { id: order.id }, stranger)).code).toBe('NOT_FOUND');
});

test('an organization that issues by hand gets no invoice by itself, but credit notes for those it issued', async () => {
  await payments.ask(SETTINGS, { input: { ...seller, automatic: false } }, owner());
  const { order } = await paid(BANK);
  expect(await invoicesOf(order.id)).toEqual([]);
  await payments.ask(ISSUE, { id: order.id }, owner());
  await payments.ask(REFUND, { input: { orderId: order.id } }, owner());
  expect(await invoicesOf(order.id)).toMatchObject([{ kind: 'INVOICE' }, { kind: 'CREDIT_NOTE' }]);
  const other = await paid(BANK);
  await payments.ask(REFUND, { input: { orderId: other.order.id } }, owner());
  expect(await invoicesOf(other.order.id)).toEqual([]);
  const late = await payments.refusal(ISSUE, { id: other.order.id }, owner());
  expect(late.code).toBe('ORDER_NOT_INVOICEABLE');
});

test('after all of this, documents, orders and numbers agree; control: a number that was taken for nothing is noticed', async () => {
  const disagreements = async () => {
    const wanted = BOOK_CHECKS.filter(({ check }) => check === 'ORDER_INVOICED' || check === 'INVOICE_NUMBERS');
    const found = wanted.map(async ({ check, sql }) =>
      (await payments.sql(sql, [payments.organizationId])).map(row => ({ check, ...row })),
    );
    return (await Promise.all(found)).flat();
  };
  expect(await disagreements()).toEqual([]);
  await payments.sql(`update invoice_number set last = last + 1 where series = 'CN'`);
  expect(await disagreements()).toMatchObject([{ check: 'INVOICE_NUMBERS' }]);
  const [order] = await payments.sql<{ order_id: string }>(
    `select order_id from invoice where kind = 'INVOICE' limit 1`,
  );
  await payments.sql('update orders set total = total + 1, subtotal = subtotal + 1 where id = ?', [order!.order_id]);
  expect(await disagreements()).toMatchObject([{ check: 'ORDER_INVOICED' }, { check: 'INVOICE_NUMBERS' }]);
});

test('whoever mails a confirmation gets the invoice as a file, issued by then, and nothing of another organization', async () => {
  await payments.ask(SETTINGS, { input: seller }, owner());
  const { order } = await paid();
  const query = 'query ($id: ID!) { invoiceAttachmentsForService(orderId: $id) { fileName pdf } }';
  const ask = async (organizationId: string) =>
    (await payments.ask(query, { id: order.id }, Viewer.service('notifications', organizationId)))
      .invoiceAttachmentsForService;
  const [file, ...more] = await ask(payments.organizationId);
  expect(more).toEqual([]);
  const [invoice] = await invoicesOf(order.id);
  expect(file.fileName).toBe(`${invoice.number}.pdf`);
  expect(Buffer.from(file.pdf, 'base64').equals((await fileOf(invoice.downloadUrl))!)).toBe(true);
  expect(await ask(newId())).toEqual([]);
  expect((await payments.refusal(query, { id: order.id }, owner())).code).toBe('FORBIDDEN');
});

test('whoever mails a refund gets its credit note as a file, and no other document of the order', async () => {
  await payments.ask(SETTINGS, { input: seller }, owner());
  const { order } = await paid();
  await payments.ask(REFUND, { input: { orderId: order.id, amount: 119 } }, owner());
  await payments.ask(REFUND, { input: { orderId: order.id } }, owner());
  const refunds = (await payments.recorded()).flatMap(event =>
    event.name === 'order.refunded' && event.payload.orderId === order.id ? [event.payload.refundId!] : [],
  );
  const query = 'query ($id: ID!, $of: ID!) { invoiceAttachmentsForService(orderId: $id, of: $of) { fileName pdf } }';
  const ask = async (of: string) =>
    (await payments.ask(query, { id: order.id, of }, Viewer.service('notifications', payments.organizationId)))
      .invoiceAttachmentsForService;
  const [, first, second] = await invoicesOf(order.id);
  for (const [index, note] of [first, second].entries()) {
    const [file, ...more] = await ask(refunds[index]!);
    expect(more).toEqual([]);
    expect(file.fileName).toBe(`${note.number}.pdf`);
    expect(Buffer.from(file.pdf, 'base64').equals((await fileOf(note.downloadUrl))!)).toBe(true);
  }
  expect(await ask(newId()), 'of a refund of another order').toEqual([]);
});
