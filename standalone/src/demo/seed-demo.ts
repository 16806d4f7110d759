import { join } from 'node:path';
import { buildPlugin } from '@ticketbase/plugin-sdk/build';
import { paths } from '../paths.ts';
import { ApiClient } from './api-client.ts';
import { demoEvents } from './demo-events.ts';

/** Who to sign in as, to look around. */
export interface DemoAccount {
  readonly email: string;
  readonly password: string;
}

const ACCOUNT: DemoAccount = { email: 'organizer@demo.example', password: 'look-around-freely' };
const ORGANIZATION = 'Demo Hall';

/**
 * Fills an empty database through the public API, as a client would: an organizer, events, the first-party payment
 * plugin, published, installed and configured, and a few purchases for the dashboard. Does nothing where the account
 * is there already.
 */
export async function seedDemo(url: string): Promise<DemoAccount> {
  const api = new ApiClient(url);
  if (await signIn(api)) return ACCOUNT;
  const { register } = await api.ask<{ register: { accessToken: string } }>(
    'mutation Register($input: RegisterInput!) { register(input: $input) { accessToken } }',
    { input: { ...ACCOUNT, name: 'Demo Organizer', organizationName: ORGANIZATION } },
  );
  api.token = register.accessToken;
  await Promise.all([installOfflinePayments(api), createEvents(api)]);
  await buySomething(api);
  return ACCOUNT;
}

async function signIn(api: ApiClient): Promise<boolean> {
  const { data } = await api.send<{ login: { __typename: string } }>(
    'mutation Login($email: String!, $password: String!) { login(email: $email, password: $password) { __typename } }',
    { ...ACCOUNT },
  );
  return data?.login != null;
}

async function installOfflinePayments(api: ApiClient): Promise<void> {
  const built = await buildPlugin(join(paths.plugins, 'offline-payments'));
  if (!built.ok) throw new Error(`offline-payments does not build: ${built.issues[0]?.message}`);
  const { publishPlugin } = await api.upload<{ publishPlugin: { version: { requests: object[] } } }>(
    'mutation Publish($bundle: Upload!) { publishPlugin(bundle: $bundle) { version { requests { kind name } } } }',
    'bundle',
    { name: 'offline-payments.zip', bytes: built.archive },
  );
  const { installPlugin } = await api.ask<{ installPlugin: { id: string } }>(
    'mutation Install($consent: [PluginRequestInput!]) { installPlugin(pluginId: "offline-payments", grant: [], consent: $consent) { id } }',
    { consent: publishPlugin.version.requests },
  );
  await api.ask(
    'mutation Configure($id: ID!, $configuration: JSON!) { configurePlugin(installationId: $id, configuration: $configuration) { id } }',
    {
      id: installPlugin.id,
      // The example account number of the IBAN registry; it belongs to nobody.
      configuration: { accountHolder: ORGANIZATION, iban: 'DE89370400440532013000', bankName: 'Example Bank' },
    },
  );
  await api.ask('mutation Enable($id: ID!) { enablePlugin(installationId: $id) { enabled } }', {
    id: installPlugin.id,
  });
}

async function createEvents(api: ApiClient): Promise<void> {
  for (const input of demoEvents(new Date())) {
    const { createEvent } = await api.ask<{ createEvent: { id: string } }>(
      'mutation Create($input: CreateEventInput!) { createEvent(input: $input) { id } }',
      { input },
    );
    await api.ask('mutation Publish($id: ID!) { publishEvent(id: $id) { status } }', { id: createEvent.id });
  }
}

interface Offer {
  readonly id: string;
  readonly ticketTypes: ReadonlyArray<{ readonly id: string; readonly price: { readonly amount: number } }>;
}

/** Two purchases of an event that costs something: one paid and ticketed, one that waits for its money. */
async function buySomething(api: ApiClient): Promise<void> {
  const guest = new ApiClient(api.url);
  const { publicEvents } = await guest.ask<{ publicEvents: { edges: ReadonlyArray<{ node: Offer }> } }>(
    '{ publicEvents(first: 10) { edges { node { id ticketTypes { id price { amount } } } } } }',
  );
  const event = publicEvents.edges.map(({ node }) => node).find(({ ticketTypes }) => ticketTypes[0]!.price.amount > 0)!;
  const paid = await order(guest, event, 2, 'bank-transfer');
  await order(guest, event, 1, 'at-the-door');
  await api.ask(
    'mutation Paid($id: ID!) { recordManualPayment(orderId: $id, note: "Seen on the account.", idempotencyKey: "demo-payment") { status } }',
    { id: paid },
  );
}

async function order(guest: ApiClient, event: Offer, quantity: number, method: string): Promise<string> {
  const { createCart } = await guest.ask<{ createCart: { token: string } }>(
    'mutation Cart($input: CreateCartInput!) { createCart(input: $input) { token } }',
    { input: { eventId: event.id, items: [{ ticketTypeId: event.ticketTypes[0]!.id, quantity }] } },
  );
  const { checkout } = await guest.ask<{ checkout: { order: { id: string } } }>(
    'mutation Checkout($input: CheckoutInput!) { checkout(input: $input) { order { id } } }',
    {
      input: {
        cartToken: createCart.token,
        buyer: { name: 'Demo Buyer', email: 'buyer@demo.example' },
        paymentMethod: `offline-payments:${method}`,
        idempotencyKey: `demo-${method}`,
      },
    },
  );
  return checkout.order.id;
}
