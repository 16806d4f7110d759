import { randomUUID } from 'node:crypto';
import { ask } from '../gateway/api.ts';
import type { OnSale } from './events-service.ts';

const DAY = 86_400_000;

const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }';
const CREATE = 'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id ticketTypes { id } } }';
const PUBLISH = 'mutation ($id: ID!) { publishEvent(id: $id) { id } }';

/** An organizer of the bench's own; their access token. */
export async function registerOrganizer(url: string): Promise<string> {
  const password = `correct horse ${randomUUID()}`;
  const input = { name: 'Bench Owner', email: `owner-${randomUUID()}@bench.example`, password };
  const { register } = await ask<{ register: { accessToken: string } }>(url, undefined, REGISTER, {
    input: { ...input, organizationName: 'Bench Hall' },
  });
  return register.accessToken;
}

/** Publishes an event with one ticket type through the API; by an organizer of its own unless a token is given. */
export async function publishForSale(
  url: string,
  { quantity, price = 2_500, token }: { readonly quantity: number; readonly price?: number; readonly token?: string },
): Promise<OnSale> {
  const organizer = token ?? (await registerOrganizer(url));
  const startsAt = new Date(Date.now() + 30 * DAY);
  const input = {
    ...{ title: `Bench Night ${randomUUID()}`, timeZone: 'Europe/Berlin', currency: 'EUR' },
    ...{ startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + DAY / 8).toISOString() },
    onlineUrl: 'https://bench.example',
    ticketTypes: [{ name: 'Standing', price, quantity }],
  };
  const { createEvent } = await ask<{ createEvent: { id: string; ticketTypes: { id: string }[] } }>(
    url,
    organizer,
    CREATE,
    { input },
  );
  await ask(url, organizer, PUBLISH, { id: createEvent.id });
  return { eventId: createEvent.id, ticketTypeId: createEvent.ticketTypes[0]!.id };
}
