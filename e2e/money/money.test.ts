import { randomUUID } from 'node:crypto';
import { expect, inject, test, vi } from 'vitest';
import { Client, type Data } from '../harness/client.ts';
import {
  confirmByHand,
  installOfflinePayments,
  type Organizer,
  placeOrder,
  publishEvent,
  registerOrganizer,
} from '../harness/organizer.ts';

const url = inject('serverUrl');
const guest = new Client(url);
const soon = { timeout: 30_000, interval: 200 };

const ORDER = `query ($id: ID!) { order(id: $id) {
  status total { amount } paid { amount } refunded { amount } items { id name quantity total { amount } }
  tickets { id code status ticketType { id name } } changes { id status difference { amount } paymentReference }
  invoices { kind number total { amount } tax { amount } downloadUrl }
} }`;

async function seller(): Promise<{ organizer: Organizer; event: Data; vip: string }> {
  const organizer = await registerOrganizer(url);
  await installOfflinePayments(organizer);
  await organizer.api.ask(
    `mutation { updateTaxRules(input: { mode: INCLUSIVE, rates: [
      { name: "VAT", basisPoints: 1900, country: "DE" }, { name: "VAT", basisPoints: 700, country: "FR" }] }) { id } }`,
  );
  const settings = { legalName: 'Test Hall Ltd', address: 'Street 1', country: 'DE', taxId: 'DE1', automatic: true };
  await organizer.api.ask('mutation ($input: InvoiceSettingsInput!) { updateInvoiceSettings(input: $input) { id } }', {
    input: { ...settings, prefix: 'R', creditPrefix: 'G' },
  });
  const event = await publishEvent(organizer, { price: 1_190, quantity: 10 });
  const { createTicketType } = await organizer.api.ask(
    'mutation ($id: ID!, $input: TicketTypeInput!) { createTicketType(eventId: $id, input: $input) { id } }',
    { id: event.id, input: { name: 'VIP', price: 2_380, quantity: 5 } },
  );
  return { organizer, event, vip: createTicketType.id };
}

const seen = async (organizer: Organizer, id: string): Promise<Data> => (await organizer.api.ask(ORDER, { id })).order;

test('a ticket is bought, becomes a dearer one, is refunded in part, and papers, books and stock agree to the cent', async () => {
  const { organizer, event, vip } = await seller();
  const placed = await placeOrder(guest, event, { quantity: 2 });
  const orderId = placed.order.id as string;
  await confirmByHand(organizer, orderId);
  const bought = await seen(organizer, orderId);
  expect(bought.invoices).toMatchObject([{ kind: 'INVOICE', total: { amount: 2_380 }, tax: { amount: 380 } }]);

  const [ticket] = bought.tickets;
  const input = { orderId, ticketId: ticket.id, ticketTypeId: vip };
  const { orderChangeQuote } = await organizer.api.ask(
    'query ($input: TicketTypeChangeInput!) { orderChangeQuote(input: $input) { difference { amount } } }',
    { input },
  );
  expect(orderChangeQuote.difference.amount).toBe(1_190);
  const { changeTicketType } = await organizer.api.ask(
    `mutation ($input: ChangeTicketTypeInput!) { changeTicketType(input: $input) {
      id status paymentReference paymentInstructions } }`,
    { input: { ...input, expectedDifference: 1_190, settlement: 'ONLINE', idempotencyKey: randomUUID() } },
  );
  expect(changeTicketType, 'paid by a transfer of its own').toMatchObject({ status: 'PENDING' });
  expect(changeTicketType.paymentReference).not.toBe(placed.order.paymentReference);
  const byToken = await guest.ask(
    'query ($token: String!) { order(token: $token) { changes { status paymentInstructions difference { formatted } } } }',
    { token: placed.orderToken },
  );
  expect(byToken.order.changes).toMatchObject([{ status: 'PENDING', difference: { formatted: '€11.90' } }]);

  await organizer.api.ask(
    'mutation ($id: ID!, $key: String!) { recordOrderChangePayment(id: $id, idempotencyKey: $key) { status } }',
    { id: changeTicketType.id, key: randomUUID() },
  );
  const changed = await seen(organizer, orderId);
  expect(changed).toMatchObject({
    total: { amount: 3_570 },
    paid: { amount: 3_570 },
    changes: [{ status: 'APPLIED' }],
  });
  const exchanged = changed.tickets.find(({ id }: Data) => id === ticket.id);
  expect(exchanged.ticketType.name).toBe('VIP');
  expect(exchanged.code, 'what was printed names the old type').not.toBe(ticket.code);

  const item = changed.items.find(({ name }: Data) => name === 'VIP');
  const items = [{ orderItemId: item.id, quantity: 1 }];
  const { refundPreview } = await organizer.api.ask(
    'query ($input: RefundOrderInput!) { refundPreview(input: $input) { amount { amount } tax { amount } tickets } }',
    { input: { orderId, items } },
  );
  expect(refundPreview).toEqual({ amount: { amount: 2_380 }, tax: { amount: 380 }, tickets: 1 });
  await organizer.api.ask('mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { status } }', {
    input: { orderId, items, idempotencyKey: randomUUID() },
  });

  await vi.waitFor(async () => {
    const order = await seen(organizer, orderId);
    expect(order).toMatchObject({ status: 'PARTIALLY_REFUNDED', refunded: { amount: 2_380 } });
    expect(order.invoices.map(({ kind, total }: Data) => [kind, total.amount])).toEqual([
      ['INVOICE', 2_380],
      ['CREDIT_NOTE', 1_190],
      ['INVOICE', 2_380],
      ['CREDIT_NOTE', 2_380],
    ]);
    const papers = order.invoices.reduce(
      (sum: number, { kind, total }: Data) => sum + (kind === 'INVOICE' ? total.amount : -total.amount),
      0,
    );
    expect(papers).toBe(order.total.amount - order.refunded.amount);
    const { event: stock } = await organizer.api.ask(
      'query ($id: ID!) { event(id: $id) { ticketTypes { name sold held } } }',
      { id: event.id },
    );
    expect(stock.ticketTypes).toEqual(
      expect.arrayContaining([
        { name: 'Standing', sold: 1, held: 0 },
        { name: 'VIP', sold: 0, held: 0 },
      ]),
    );
  }, soon);

  const [invoice] = (await seen(organizer, orderId)).invoices;
  expect(invoice.number).toMatch(/^R\d{4}-000001$/);
  const file = await fetch(onThisServer(invoice.downloadUrl));
  expect(file.headers.get('content-type')).toBe('application/pdf');
  expect(file.headers.get('content-disposition')).toContain(`${invoice.number}.pdf`);
  expect(
    Buffer.from(await file.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

test('lists are saved as files by a link that is good once, and the log says who did it', async () => {
  const { organizer, event } = await seller();
  const placed = await placeOrder(guest, event);
  await confirmByHand(organizer, placed.order.id);
  const { exportOrders } = await organizer.api.ask(
    'mutation ($filter: OrderFilter) { exportOrders(filter: $filter) { url } }',
    { filter: { eventId: event.id } },
  );
  const orders = await fetch(onThisServer(exportOrders.url));
  expect(orders.headers.get('content-type')).toMatch(/^text\/csv/);
  expect(await orders.text()).toContain(placed.order.number);
  expect((await fetch(onThisServer(exportOrders.url))).status).toBe(404);
  const { exportAttendees } = await organizer.api.ask(
    'mutation ($filter: TicketFilter) { exportAttendees(filter: $filter) { url } }',
    { filter: { eventId: event.id } },
  );
  expect(await (await fetch(onThisServer(exportAttendees.url))).text()).toContain('Test Buyer');
  await vi.waitFor(async () => {
    const { activityLog } = await organizer.api.ask(
      '{ activityLog(filter: { names: ["list.exported"] }, first: 5) { edges { node { summary actor { __typename } } } } }',
    );
    expect(activityLog.edges).toHaveLength(2);
  }, soon);
});

test('a link to a file of another subgraph, or of none, is not found', async () => {
  for (const path of ['payments/x', 'users/x', 'nobody/x', `events/${randomUUID()}`]) {
    expect((await fetch(`${url}/downloads/${path}`)).status).toBe(404);
  }
});

/** Links begin with the address that people use, which in tests is another than the server's own. */
const onThisServer = (link: string) => `${url}${new URL(link).pathname}`;
