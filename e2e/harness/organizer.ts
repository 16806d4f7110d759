import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { buildPlugin } from '@ticketbase/plugin-sdk/build';
import { Client, type Data } from './client.ts';

/** An organization of the test's own, with someone who owns it. */
export interface Organizer {
  readonly api: Client;
  readonly email: string;
  readonly password: string;
  readonly organization: { readonly id: string; readonly slug: string };
}

export async function registerOrganizer(url: string, name = 'Test Hall'): Promise<Organizer> {
  const email = `owner-${randomUUID()}@example.org`;
  const password = `correct horse ${randomUUID()}`;
  const guest = new Client(url);
  const { register } = await guest.ask(
    'mutation ($input: RegisterInput!) { register(input: $input) { accessToken refreshToken expiresIn } }',
    { input: { name: 'Test Owner', email, password, organizationName: name } },
  );
  const api = guest.as(register.accessToken);
  const { viewerOrganization } = await api.ask('{ viewerOrganization { id slug } }');
  return { api, email, password, organization: viewerOrganization };
}

const HOUR = 3_600_000;

interface EventOptions {
  readonly title?: string;
  readonly price?: number;
  readonly quantity?: number;
}

/** A draft with one ticket type; its id. */
export async function draftEvent(
  organizer: Organizer,
  { title = `Concert ${randomUUID().slice(0, 8)}`, price = 2500, quantity = 10 }: EventOptions = {},
): Promise<string> {
  const startsAt = new Date(Date.now() + 48 * HOUR);
  const { createEvent } = await organizer.api.ask(
    'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }',
    {
      input: {
        title,
        startsAt: startsAt.toISOString(),
        endsAt: new Date(startsAt.getTime() + 3 * HOUR).toISOString(),
        timeZone: 'Europe/Berlin',
        currency: 'EUR',
        venue: { name: 'Test Hall', city: 'Berlin', country: 'DE' },
        ticketTypes: [{ name: 'Standing', price, quantity }],
      },
    },
  );
  return createEvent.id;
}

/** A published event with one ticket type. */
export async function publishEvent(organizer: Organizer, options?: EventOptions): Promise<Data> {
  const id = await draftEvent(organizer, options);
  const { publishEvent: event } = await organizer.api.ask(
    'mutation ($id: ID!) { publishEvent(id: $id) { id slug title status ticketTypes { id available held sold } } }',
    { id },
  );
  return event;
}

const IBAN = 'DE89370400440532013000';

/** Publishes offline-payments if this server does not have it, then installs, configures and enables it. */
export async function installOfflinePayments(organizer: Organizer): Promise<Data> {
  const configuration = { accountHolder: 'Test Hall', iban: IBAN };
  return installPlugin(organizer, 'plugins/offline-payments', { configuration });
}

export const publishOfflinePayments = (organizer: Organizer): Promise<string> =>
  publishPlugin(organizer, 'plugins/offline-payments');

/** Publishes the plugin of a folder of the repository if this server does not have it; its id. */
export async function publishPlugin(organizer: Organizer, folder: string): Promise<string> {
  const built = await buildPlugin(resolve(import.meta.dirname, '../..', folder));
  if (!built.ok) throw new Error(JSON.stringify(built.issues));
  const { errors } = await organizer.api.upload(
    'mutation ($bundle: Upload!) { publishPlugin(bundle: $bundle) { version { version status } supergraphRelease } }',
    'bundle',
    { name: 'plugin.zip', bytes: built.archive },
  );
  const code = errors?.[0]?.extensions.code;
  const published = ['PLUGIN_VERSION_EXISTS', 'PLUGIN_OWNED_BY_ANOTHER_ORGANIZATION'];
  if (code && !published.includes(code)) throw new Error(JSON.stringify(errors));
  return built.manifest.id;
}

/** Publishes the plugin of a folder of the repository, installs it with consent to what it asks for but scopes, configures and enables it. */
export async function installPlugin(
  organizer: Organizer,
  folder: string,
  { grant = [] as readonly string[], configuration = {} as Data } = {},
): Promise<Data> {
  const pluginId = await publishPlugin(organizer, folder);
  const { plugin } = await organizer.api.ask(
    'query ($pluginId: ID!) { plugin(id: $pluginId) { latest { requests { kind name } } } }',
    { pluginId },
  );
  const { installPlugin: installation } = await organizer.api.ask(
    `mutation ($pluginId: ID!, $grant: [String!]!, $consent: [PluginRequestInput!]) {
      installPlugin(pluginId: $pluginId, grant: $grant, consent: $consent) { id enabled } }`,
    { pluginId, grant, consent: plugin.latest.requests },
  );
  const { configurePlugin } = await organizer.api.ask(
    'mutation ($id: ID!, $configuration: JSON!) { configurePlugin(installationId: $id, configuration: $configuration) { id configuration } }',
    { id: installation.id, configuration },
  );
  await organizer.api.ask('mutation ($id: ID!) { enablePlugin(installationId: $id) { enabled } }', {
    id: installation.id,
  });
  return configurePlugin;
}

/** A guest's cart and checkout by bank transfer, or free of charge without a method. */
export async function placeOrder(
  guest: Client,
  event: Data,
  { quantity = 1, paymentMethod = 'offline-payments:bank-transfer' as string | null } = {},
): Promise<Data> {
  const { createCart } = await guest.ask(
    'mutation ($input: CreateCartInput!) { createCart(input: $input) { token total { amount currency } expiresAt paymentMethods { id label } } }',
    { input: { eventId: event.id, items: [{ ticketTypeId: event.ticketTypes[0].id, quantity }] } },
  );
  const { checkout } = await guest.ask(
    `mutation ($input: CheckoutInput!) { checkout(input: $input) {
      orderToken nextAction { type } order { id number status total { amount } paymentReference paymentInstructions }
    } }`,
    {
      input: {
        cartToken: createCart.token,
        buyer: { name: 'Test Buyer', email: `buyer-${randomUUID()}@example.org` },
        paymentMethod,
        idempotencyKey: randomUUID(),
      },
    },
  );
  return { cart: createCart, ...checkout };
}

export async function confirmByHand(organizer: Organizer, orderId: string): Promise<Data> {
  const { recordManualPayment } = await organizer.api.ask(
    `mutation ($id: ID!, $key: String!) { recordManualPayment(orderId: $id, note: "Seen on the account", idempotencyKey: $key) {
      id status paid { amount } tickets { id code status }
    } }`,
    { id: orderId, key: randomUUID() },
  );
  return recordManualPayment;
}
