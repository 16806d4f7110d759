import { randomUUID } from 'node:crypto';
import { expect, inject, test, vi } from 'vitest';
import { Client } from '../harness/client.ts';
import {
  confirmByHand,
  installOfflinePayments,
  placeOrder,
  publishEvent,
  publishOfflinePayments,
  registerOrganizer,
} from '../harness/organizer.ts';

const url = inject('serverUrl');
const guest = new Client(url);
const soon = { timeout: 30_000, interval: 100 };

test('a ticket is sold through a sandboxed plugin action, paid by hand, mailed, admitted once, counted and logged', async () => {
  const organizer = await registerOrganizer(url);
  const { login } = await guest.ask(
    'mutation ($email: String!, $password: String!) { login(email: $email, password: $password) { __typename ... on AuthTokens { accessToken } } }',
    { email: organizer.email, password: organizer.password },
  );
  expect(login.__typename).toBe('AuthTokens');

  const event = await publishEvent(organizer, { price: 2500, quantity: 10 });
  const installed = await installOfflinePayments(organizer);
  expect(installed.configuration.iban, 'a sensitive setting comes back masked').not.toContain('DE89');

  const found = await guest.ask(
    'query ($organization: String!, $slug: String!) { publicEvent(organization: $organization, slug: $slug) { id title organization { name } ticketTypes { available price { formatted } } } }',
    { organization: organizer.organization.slug, slug: event.slug },
  );
  expect(found.publicEvent).toMatchObject({ id: event.id, organization: { name: 'Test Hall' } });

  const order = await placeOrder(guest, event, { quantity: 2 });
  expect(order.cart.total).toEqual({ amount: 5000, currency: 'EUR' });
  expect(order.cart.paymentMethods.map(({ id }: { id: string }) => id)).toContain('offline-payments:bank-transfer');
  expect(order.order).toMatchObject({ status: 'PENDING', total: { amount: 5000 } });
  expect(order.order.paymentReference, 'an ISO 11649 reference, made by the plugin').toMatch(/^RF\d{2}TB/);
  expect(order.order.paymentInstructions).toContain('DE89');
  expect(await stock(organizer.api, event.id)).toEqual({ available: 8, held: 2, sold: 0 });

  const confirmed = await confirmByHand(organizer, order.order.id);
  expect(confirmed).toMatchObject({ status: 'CONFIRMED', paid: { amount: 5000 } });
  expect(confirmed.tickets).toHaveLength(2);
  expect(await stock(organizer.api, event.id)).toEqual({ available: 8, held: 0, sold: 2 });

  const [ticket] = confirmed.tickets;
  const seen = await guest.ask(
    'query ($token: String!) { order(token: $token) { status tickets { code } event { title } } }',
    {
      token: order.orderToken,
    },
  );
  expect(seen.order.tickets.map(({ code }: { code: string }) => code)).toContain(ticket.code);

  await vi.waitFor(async () => expect(await mailsAbout(ticket.code)).toHaveLength(1), soon);

  const checkIn =
    'mutation ($code: String!, $key: String!) { checkInTicket(code: $code, idempotencyKey: $key) { checkedInAt checkedInBy { name } } }';
  const key = randomUUID();
  const admitted = await organizer.api.ask(checkIn, { code: ticket.code, key });
  expect(admitted.checkInTicket.checkedInBy.name).toBe('Test Owner');
  expect(await organizer.api.ask(checkIn, { code: ticket.code, key }), 'a retry with its key').toEqual(admitted);
  const refused = await organizer.api.refusal(checkIn, { code: ticket.code, key: randomUUID() });
  expect(refused.extensions).toMatchObject({
    code: 'TICKET_ALREADY_USED',
    checkedInAt: admitted.checkInTicket.checkedInAt,
  });

  await vi.waitFor(async () => {
    const figures = await organizer.api.ask(
      `query ($range: DateRangeInput!, $event: ID!) {
        salesAnalytics(range: $range, granularity: DAY) { totals { orders tickets gross { amount } } byEvent { event { title } } }
        event(id: $event) { ticketsSold analytics(range: $range) { checkedIn sales { orders } } }
      }`,
      { range: aroundNow(), event: event.id },
    );
    expect(figures.salesAnalytics.totals).toMatchObject({ orders: 1, tickets: 2, gross: [{ amount: 5000 }] });
    expect(figures.salesAnalytics.byEvent).toMatchObject([{ event: { title: event.title } }]);
    expect(figures.event).toMatchObject({ ticketsSold: 2, analytics: { checkedIn: 1, sales: { orders: 1 } } });
  }, soon);

  await vi.waitFor(async () => {
    const { activityLog } = await organizer.api.ask(
      '{ activityLog(first: 100) { edges { node { name requestId } } } }',
    );
    const names = activityLog.edges.map(({ node }: { node: { name: string } }) => node.name);
    for (const name of STORY) expect(names).toContain(name);
  }, soon);
});

/** What the activity log tells of the sale above. */
const STORY = [
  'user.registered',
  'event.created',
  'event.published',
  'plugin.installed',
  'plugin.configured',
  'plugin.enabled',
  'plugin.action_executed',
  'order.placed',
  'order.confirmed',
  'ticket.issued',
  'ticket.checked_in',
];

test('an action answers the same through executeAction and through its own typed mutation', async () => {
  const organizer = await registerOrganizer(url);
  await installOfflinePayments(organizer);
  const { __type } = await guest.ask('{ __type(name: "Mutation") { fields { name description } } }');
  expect(__type.fields.map(({ name }: { name: string }) => name)).toContain('offlinePayments_createPaymentReference');

  const input = {
    ...{ amount: 1200, currency: 'EUR', orderId: randomUUID(), orderNumber: '2026-000042' },
    ...{ buyerName: 'Test Buyer', buyerEmail: 'buyer@example.org', returnUrl: 'https://example.org/' },
  };
  const generic = await organizer.api.ask(
    'mutation ($params: JSON) { executeAction(pluginId: "offline-payments", action: "create-payment-reference", params: $params) { ok data error { code } } }',
    { params: { ...input, method: 'bank-transfer' } },
  );
  const typed = await organizer.api.ask(
    `mutation ($input: OfflinePaymentsCreatePaymentReferenceInput!) {
      offlinePayments_createPaymentReference(input: $input) { reference instructions nextAction { type } }
    }`,
    { input: { ...input, method: 'BANK_TRANSFER' } },
  );
  expect(generic.executeAction).toMatchObject({ ok: true, data: { reference: expect.stringMatching(/^RF/) } });
  expect(typed.offlinePayments_createPaymentReference).toEqual(generic.executeAction.data);
});

test('an action of a plugin that the organization has not installed is refused through both doors', async () => {
  await publishOfflinePayments(await registerOrganizer(url));
  const other = await registerOrganizer(url, 'Without Plugins');
  const refusal = await other.api.refusal(
    'mutation { executeAction(pluginId: "offline-payments", action: "create-payment-reference", params: {}) { ok } }',
  );
  expect(refusal.extensions.code).toBe('PLUGIN_NOT_INSTALLED');
  const typed = await other.api.refusal(
    `mutation { offlinePayments_createPaymentReference(input: { method: BANK_TRANSFER, amount: 1, currency: "EUR", orderId: "o", orderNumber: "1", buyerName: "", buyerEmail: "", returnUrl: "" }) { reference } }`,
  );
  expect(typed.extensions.code).toBe('PLUGIN_NOT_INSTALLED');
});

test('a free order needs no plugin and has its tickets at once', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 3 });
  const { order, orderToken } = await placeOrder(guest, event, { paymentMethod: null });
  expect(order.status).toBe('CONFIRMED');
  const seen = await guest.ask('query ($token: String!) { order(token: $token) { tickets { status } } }', {
    token: orderToken,
  });
  expect(seen.order.tickets).toEqual([{ status: 'VALID' }]);
});

test('a guest sees an event without its makers, and the own order even when the event has become private', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0 });
  const { orderToken } = await placeOrder(guest, event, { paymentMethod: null });
  const PUBLIC =
    'query ($organization: String!, $slug: String!) { publicEvent(organization: $organization, slug: $slug) { title createdBy { name } } }';
  const link = { organization: organizer.organization.slug, slug: event.slug };
  expect(await guest.ask(PUBLIC, link)).toEqual({ publicEvent: { title: event.title, createdBy: null } });
  expect((await organizer.api.ask(PUBLIC, link)).publicEvent.createdBy).toEqual({ name: 'Test Owner' });

  await organizer.api.ask(
    'mutation ($id: ID!) { updateEvent(id: $id, version: 2, input: { visibility: PRIVATE }) { visibility } }',
    { id: event.id },
  );
  expect(await guest.ask(PUBLIC, link)).toEqual({ publicEvent: null });
  const { order } = await guest.ask(
    'query ($token: String!) { order(token: $token) { event { title createdBy { name } } tickets { event { title } checkedInBy { name } } } }',
    { token: orderToken },
  );
  expect(order).toEqual({
    event: { title: event.title, createdBy: null },
    tickets: [{ event: { title: event.title }, checkedInBy: null }],
  });
});

test('the log and an order name a buyer from elsewhere without fault', async () => {
  const [organizer, buyer] = await Promise.all([registerOrganizer(url), registerOrganizer(url)]);
  const event = await publishEvent(organizer, { price: 0 });
  const { order } = await placeOrder(buyer.api, event, { paymentMethod: null });
  const seen = await organizer.api.ask('query ($id: ID!) { order(id: $id) { buyer { name user { name } } } }', order);
  expect(seen.order.buyer).toEqual({ name: 'Test Buyer', user: null });
  await vi.waitFor(async () => {
    const { activityLog } = await organizer.api.ask(
      '{ activityLog(filter: { names: ["order.placed"] }) { edges { node { actor { kind user { name } } } } } }',
    );
    expect(activityLog.edges).toEqual([{ node: { actor: { kind: 'user', user: null } } }]);
  }, soon);
});

test('twelve buyers race for five places: five get one, seven are told, nothing is oversold', async () => {
  const organizer = await registerOrganizer(url);
  const event = await publishEvent(organizer, { price: 0, quantity: 5 });
  const cart = 'mutation ($input: CreateCartInput!) { createCart(input: $input) { token } }';
  const input = { eventId: event.id, items: [{ ticketTypeId: event.ticketTypes[0].id, quantity: 1 }] };
  const answers = await Promise.all(Array.from({ length: 12 }, () => guest.send(cart, { input })));
  const refusals = answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions.code);
  expect(refusals).toEqual(Array(7).fill('INSUFFICIENT_TICKETS'));
  expect(await stock(organizer.api, event.id)).toEqual({ available: 0, held: 5, sold: 0 });
});

async function stock(api: Client, id: string) {
  const { event } = await api.ask('query ($id: ID!) { event(id: $id) { ticketTypes { available held sold } } }', {
    id,
  });
  return event.ticketTypes[0];
}

interface Mail {
  readonly id: string;
}

/** Mails in the sink that name the ticket. */
async function mailsAbout(code: string): Promise<Mail[]> {
  const list = (await (await fetch(`${url}/dev/mail.json`)).json()) as Mail[];
  const bodies = await Promise.all(
    list
      .slice(0, 40)
      .map(async mail => ({ mail, text: await (await fetch(`${url}/dev/mail/${mail.id}.json`)).text() })),
  );
  return bodies.filter(({ text }) => text.includes(code)).map(({ mail }) => mail);
}

const DAY = 86_400_000;
const aroundNow = () => ({
  from: new Date(Date.now() - DAY).toISOString(),
  to: new Date(Date.now() + DAY).toISOString(),
});
