import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './api.ts';
import { ORDERS_QUERY } from './orders-query.ts';

const EVENTS = 5;
const ORDERS_PER_EVENT = 6;
const DAY = 86_400_000;
const PROJECTED_WITHIN = 60_000;

interface Event {
  readonly id: string;
  readonly ticketTypes: ReadonlyArray<{ readonly id: string }>;
}

/** Makes an organizer with events and orders through the API; resolves to an access token once figures are up to date. */
export async function seed(url: string): Promise<string> {
  const { register } = await ask<{ register: { accessToken: string } }>(
    url,
    undefined,
    'mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }',
    {
      input: {
        name: 'Bench Owner',
        email: 'owner@bench.example',
        password: `correct horse ${randomUUID()}`,
        organizationName: 'Bench Hall',
      },
    },
  );
  for (let i = 1; i <= EVENTS; i += 1) {
    const event = await publishedEvent(url, register.accessToken, i);
    for (let n = 0; n < ORDERS_PER_EVENT; n += 1) await order(url, event, 1 + (n % 3));
  }
  await untilProjected(url, register.accessToken);
  return register.accessToken;
}

async function publishedEvent(url: string, token: string, number: number): Promise<Event> {
  const startsAt = new Date(Date.now() + (10 + number) * DAY);
  const { createEvent } = await ask<{ createEvent: { id: string } }>(
    url,
    token,
    'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }',
    {
      input: {
        title: `Bench Evening ${number}`,
        startsAt: startsAt.toISOString(),
        endsAt: new Date(startsAt.getTime() + DAY / 8).toISOString(),
        timeZone: 'Europe/Berlin',
        currency: 'EUR',
        venue: { name: 'Bench Hall', city: 'Berlin', country: 'DE' },
        ticketTypes: ['Stalls', 'Balcony', 'Standing'].map(name => ({ name, price: 0, quantity: 100 })),
      },
    },
  );
  const published = await ask<{ publishEvent: Event }>(
    url,
    token,
    'mutation ($id: ID!) { publishEvent(id: $id) { id ticketTypes { id } } }',
    { id: createEvent.id },
  );
  return published.publishEvent;
}

/** Free of charge, so that it is confirmed and has its tickets at once. */
async function order(url: string, event: Event, quantity: number): Promise<void> {
  const { createCart } = await ask<{ createCart: { token: string } }>(
    url,
    undefined,
    'mutation ($input: CreateCartInput!) { createCart(input: $input) { token } }',
    { input: { eventId: event.id, items: [{ ticketTypeId: event.ticketTypes[0]!.id, quantity }] } },
  );
  await ask(url, undefined, 'mutation ($input: CheckoutInput!) { checkout(input: $input) { order { status } } }', {
    input: {
      cartToken: createCart.token,
      buyer: { name: 'Bench Buyer', email: 'buyer@bench.example' },
      idempotencyKey: randomUUID(),
    },
  });
}

interface Orders {
  readonly orders: { edges: ReadonlyArray<{ node: { event: { analytics: { sales: { orders: number } } } } }> };
}

/** Figures follow the orders a moment later. */
async function untilProjected(url: string, token: string): Promise<void> {
  const deadline = performance.now() + PROJECTED_WITHIN;
  while (performance.now() < deadline) {
    const { orders } = await ask<Orders>(url, token, ORDERS_QUERY);
    if (orders.edges.every(({ node }) => node.event.analytics.sales.orders === ORDERS_PER_EVENT)) return;
    await sleep(200);
  }
  throw new Error('The figures of analytics did not follow the orders.');
}
