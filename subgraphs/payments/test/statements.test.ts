import { newId, Viewer } from '@ticketbase/kernel';
import { countStatements } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BANK, BUYER, BY_TOKEN, CHECKOUT, CREATE_CART, PAY, type Payments, startPayments } from './harness.ts';

let payments: Payments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.close());

const counted = async (work: () => Promise<unknown>) => (await countStatements(work)).statements;

test('a page of orders costs as many statements for twenty as for two', async () => {
  const owner = testViewer({ organizationId: payments.organizationId });
  const query = `{ orders(first: 20) { edges { node {
    eventId organization { id } items { name total { amount } } transactions { amount { amount } }
    refunds { id } total { amount } paid { amount } refunded { amount }
  } } } }`;
  const place = async () => {
    const { order } = await payments.place();
    await payments.ask(PAY, { id: order.id, key: newId() }, owner);
  };
  await place();
  await place();
  expect(await counted(() => payments.ask(query, {}, owner))).toBe(4);
  for (let index = 0; index < 18; index += 1) await place();
  expect(await counted(() => payments.ask(query, {}, owner))).toBe(4);
});

test('buying costs a known number of statements', async () => {
  const ticketTypeId = payments.events.addType(payments.eventId, 0, 100);
  const input = { eventId: payments.eventId, items: [{ ticketTypeId, quantity: 1 }] };
  await payments.createCart(input.items);
  // Fees and taxes, and the insertion.
  expect(await counted(() => payments.ask(CREATE_CART, { input }))).toBe(2);
  const cart = await payments.createCart(input.items);
  const checkout = { ...BUYER, cartToken: cart.token, idempotencyKey: newId() };
  // The cart, its rules, a number, the order as it is placed and as it is confirmed, and three for what is asked of it.
  expect(await counted(() => payments.ask(CHECKOUT, { input: checkout }))).toBe(9);
  const placed = await payments.place();
  expect(await counted(() => payments.ask(BY_TOKEN, { token: placed.orderToken }))).toBe(4);
});

test('an order that is paid by hand costs as few statements as its commits', async () => {
  const owner = testViewer({ organizationId: payments.organizationId });
  const ticketTypeId = payments.events.addType(payments.eventId, 2_500, 100);
  const cart = await payments.createCart([{ ticketTypeId, quantity: 1 }]);
  const checkout =
    'mutation ($input: CheckoutInput!) { checkout(input: $input) { order { id status paymentReference } } }';
  const input = { ...BUYER, ...BANK, cartToken: cart.token, idempotencyKey: newId() };
  let id = '';
  const place = async () => {
    id = (await payments.ask(checkout, { input })).checkout.order.id;
  };
  // The cart, its rules, a number, the order as it is placed and as it waits for its payment.
  expect(await counted(place)).toBe(5);
  const pay =
    'mutation ($id: ID!, $key: String!) { recordManualPayment(orderId: $id, idempotencyKey: $key) { status } }';
  // The payment; the order, locked and confirmed.
  expect(await counted(() => payments.ask(pay, { id, key: newId() }, owner))).toBe(3);
  const documents = 'query ($id: ID!) { invoiceAttachmentsForService(orderId: $id) { fileName } }';
  const mails = Viewer.service('notifications', payments.organizationId);
  // Whether there are any: nothing is due where no organization lets invoices be issued.
  expect(await counted(() => payments.ask(documents, { id }, mails))).toBe(1);
});

test('a page of orders with changes and documents costs as many statements for many as for two', async () => {
  const owner = testViewer({ organizationId: payments.organizationId });
  const settings = { legalName: 'Hall', address: 'Street', prefix: 'R', creditPrefix: 'G', automatic: true };
  const set = 'mutation ($input: InvoiceSettingsInput!) { updateInvoiceSettings(input: $input) { id } }';
  await payments.ask(set, { input: settings }, owner);
  const query = `{ orders(first: 20) { edges { node {
    changes { id } invoices { number downloadUrl } mayRenameTickets refunds { feesKept { amount } } } } } }`;
  const place = async () => {
    const { order } = await payments.place();
    await payments.ask(PAY, { id: order.id, key: newId() }, owner);
    return order.id as string;
  };
  await place();
  const orderId = await place();
  expect(await counted(() => payments.ask(query, {}, owner))).toBe(5);
  for (let index = 0; index < 6; index += 1) await place();
  expect(await counted(() => payments.ask(query, {}, owner))).toBe(5);

  const input = { orderId, amount: 100 };
  const preview = 'query ($input: RefundOrderInput!) { refundPreview(input: $input) { amount { amount } } }';
  // The order, its balance, its tickets.
  expect(await counted(() => payments.ask(preview, { input }, owner))).toBe(3);
  const [ticket] = payments.events.tickets.get(orderId)!;
  const ticketTypeId = payments.events.addType(payments.eventId, 2_000);
  const quote = 'query ($input: TicketTypeChangeInput!) { orderChangeQuote(input: $input) { difference { amount } } }';
  const asked = { orderId, ticketId: ticket!.ticketId, ticketTypeId };
  // The order, the ticket, the rules.
  expect(await counted(() => payments.ask(quote, { input: asked }, owner))).toBe(3);
  // The link and the news of it.
  expect(await counted(() => payments.ask('mutation { exportOrders { url } }', {}, owner))).toBe(2);
});
