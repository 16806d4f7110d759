import { newId } from '@ticketbase/kernel';
import { fakeEndpoint, silentLogger } from '@ticketbase/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { InvoiceFiles } from '../src/delivery/invoice-files.ts';
import { happened, orderPayload, type SubgraphUnderTest, startSubgraph, until } from './subgraph-under-test.ts';

let under: SubgraphUnderTest;
beforeAll(async () => {
  under = await startSubgraph();
  await under.subgraph.start();
});
afterAll(() => under.close());
beforeEach(() => {
  const pdf = Buffer.from('%PDF-1.3 invoice').toString('base64');
  under.invoices.current = [{ fileName: 'INV2027-000001.pdf', pdf }];
  under.invoices.asked.length = 0;
});

const mailTo = (address: string) =>
  until(async () => {
    const [mail] = (await under.sink.list()).filter(({ to }) => to.includes(address));
    return mail && (await under.sink.read(mail.id));
  }, `a mail to ${address}`);
const order = (email: string, amount = 5_000) => ({
  ...orderPayload({ email, orderToken: 'token' }),
  total: { amount, currency: 'EUR' },
});

test('the mail that confirms an order brings its invoice', async () => {
  const organizationId = newId();
  const payload = { ...order('invoice@example.org'), tickets: [] };
  await under.subgraph.deliver(happened('order.confirmed', organizationId, payload));
  const { attachments } = await mailTo('invoice@example.org');
  expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
    ['INV2027-000001.pdf', 'application/pdf'],
  ]);
  expect(attachments[0]!.content.toString()).toBe('%PDF-1.3 invoice');
  expect(under.invoices.asked).toEqual([[payload.orderId, null, organizationId]]);
});

test.each([
  ['a refund', 'order.refunded', { refund: { amount: 2_500, currency: 'EUR' }, reason: null }, 'refundId'],
  ['an exchange', 'order.tickets_resent', { tickets: [] }, 'changeId'],
] as const)('the mail that tells of %s brings the documents of it, and no others', async (_, name, facts, of) => {
  const [organizationId, id] = [newId(), newId()];
  const email = `${of}@example.org`.toLowerCase();
  const payload = { ...order(email), ...facts, [of]: id };
  await under.subgraph.deliver(happened(name, organizationId, payload as never));
  const { attachments } = await mailTo(email);
  expect(attachments.map(({ filename }) => filename)).toEqual(['INV2027-000001.pdf']);
  expect(under.invoices.asked).toEqual([[payload.orderId, id, organizationId]]);
});

test('mails that confirm nothing paid ask for no invoice', async () => {
  await under.subgraph.deliver(happened('order.confirmed', newId(), { ...order('free@example.org', 0), tickets: [] }));
  await under.subgraph.deliver(
    happened('order.tickets_resent', newId(), { ...order('again@example.org'), tickets: [] }),
  );
  for (const address of ['free@example.org', 'again@example.org']) {
    expect((await mailTo(address)).attachments).toEqual([]);
  }
  expect(under.invoices.asked).toEqual([]);
});

test('while payments cannot be asked the message waits, and in the end it goes without', async () => {
  const files = new InvoiceFiles(() => fakeEndpoint('payments', {}), silentLogger);
  const message = { id: newId(), organizationId: newId(), orderId: newId(), attachesInvoice: true, documentsOf: null };
  await expect(files.of({ ...message, attempts: 1 })).rejects.toMatchObject({
    ...{ code: 'INVOICE_UNAVAILABLE', permanent: false },
  });
  expect(await files.of({ ...message, attempts: 3 })).toEqual([]);
});

test('whoever is to pay the difference of an exchange is told how much, and where', async () => {
  const change = { ticketId: newId(), difference: { amount: 1_500, currency: 'EUR' }, paymentReference: 'TB-1042-1' };
  const payload = { ...order('change@example.org'), ...change };
  await under.subgraph.deliver(happened('order.change_requested', newId(), payload));
  const mail = await mailTo('change@example.org');
  expect(mail.subject).toContain('A change of your order TB-1042');
  for (const part of ['€15.00', 'Reference: TB-1042-1', '/shop/orders/token']) expect(mail.text).toContain(part);
});

test('whoever was asked for a difference is told when the exchange does not come about, and nobody else', async () => {
  const change = { ticketId: newId(), difference: { amount: 1_500, currency: 'EUR' }, reason: null };
  const ended = (email: string, buyerWasAsked: boolean) =>
    under.subgraph.deliver(happened('order.change_ended', newId(), { ...order(email), ...change, buyerWasAsked }));
  await ended('never-asked@example.org', false);
  await ended('asked@example.org', true);
  const mail = await mailTo('asked@example.org');
  expect(mail.subject).toMatch(/^Your order TB-1042 .*stays as it is$/);
  for (const part of ['€15.00', 'you get it back', '/shop/orders/token']) expect(mail.text).toContain(part);
  expect((await under.sink.list()).filter(({ to }) => to.includes('never-asked@example.org'))).toEqual([]);
});
