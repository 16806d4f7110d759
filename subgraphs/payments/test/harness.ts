import { type AnyDomainEvent, newId, type SubgraphName, Viewer } from '@ticketbase/kernel';
import { applyOnce, Subgraph } from '@ticketbase/subgraph-kit';
import { createTestDatabase, fakeEndpoint, silentLogger } from '@ticketbase/testing';
import { Client } from 'minio';
import type { PaymentsConfig } from '../src/config.ts';
import { createServices } from '../src/context.ts';
import { paymentsDatabase } from '../src/database.ts';
import { openDownload } from '../src/download/open-download.ts';
import { createPaymentsJobs } from '../src/jobs.ts';
import { assembleParts } from '../src/parts.ts';
import { paymentsSchema } from '../src/schema.ts';
import { Sweeps } from '../src/sweeps.ts';
import { EventsSeam } from './events-seam.ts';
import { PluginsSeam } from './plugins-seam.ts';

/** Fewer than the requests that tests make at once: none may wait for a second connection while it holds one. */
const CONNECTIONS = 3;

/** Payments on a database of its own, with seams in place of the subgraphs that it calls. */
export async function startPayments(overrides: Partial<PaymentsConfig> = {}) {
  const test = await createTestDatabase({ name: 'payments', ...paymentsDatabase, poolSize: CONNECTIONS });
  const organizationId = newId();
  const eventId = newId();
  const events = new EventsSeam(organizationId);
  const plugins = new PluginsSeam();
  const users = fakeEndpoint('users', {
    organizationForService: ({ id }) => ({ id, settings: { holdMinutes: 10 } }),
  });
  const endpoints: Partial<Record<SubgraphName, typeof users>> = {
    events: events.endpoint,
    plugins: plugins.endpoint,
    users,
  };
  const config: PaymentsConfig = {
    databaseUrl: test.url,
    databasePoolSize: CONNECTIONS,
    tokenSecret: 'a secret of at least thirty-two characters',
    holdMinutes: 10,
    cartsPerClient: 10,
    placesPerClient: 1_000_000,
    onlinePaymentMinutes: 30,
    manualPaymentHours: 168,
    returnUrl: 'http://localhost:4000/',
    publicUrl: 'http://localhost:4000',
    objectStorage: {
      endpoint: process.env.TEST_S3_ENDPOINT!,
      accessKey: process.env.TEST_S3_ACCESS_KEY!,
      secretKey: process.env.TEST_S3_SECRET_KEY!,
      bucket: 'payments-test',
      region: 'us-east-1',
    },
    sweepInterval: 1_000,
    ...overrides,
  };
  const { hostname, port } = new URL(config.objectStorage.endpoint);
  const { accessKey, secretKey, region } = config.objectStorage;
  const server = { endPoint: hostname, port: Number(port), useSSL: false, pathStyle: true };
  const storage = new Client({ ...server, accessKey, secretKey, region });
  const endpoint = (name: SubgraphName) => endpoints[name]!;
  const parts = assembleParts(config, test.database, { logger: silentLogger, endpoint });
  const jobs = createPaymentsJobs(parts.tokens);
  const subgraph = new Subgraph({
    schema: paymentsSchema,
    logger: silentLogger,
    createServices: request => createServices(parts, request),
    deliver: event => applyOnce(test.database, jobs, event),
    download: (token, signal) => openDownload(parts, token, signal),
  });

  /** The data of an operation; throws if it has errors. */
  async function ask(query: string, variables: Record<string, unknown> = {}, viewer = Viewer.anonymous) {
    const { data, errors } = await subgraph.execute({ query, variables, viewer, requestId: newId() });
    // biome-ignore lint/suspicious/noExplicitAny: tests read answers of many shapes.
    if (!errors) return data as any;
    throw Object.assign(new Error(errors[0]!.message), { extensions: errors[0]!.extensions });
  }

  /** The extensions of the error that an operation ends in. */
  async function refusal(query: string, variables: Record<string, unknown> = {}, viewer = Viewer.anonymous) {
    const { errors } = await subgraph.execute({ query, variables, viewer, requestId: newId() });
    return { code: undefined, ...errors?.[0]?.extensions } as { code?: string } & Record<string, unknown>;
  }

  const sql = <Row = Record<string, unknown>>(statement: string, values: unknown[] = []) =>
    test.database.forkTenant(null).execute<Row[]>(statement, values);

  const createCart = async (items: { ticketTypeId: string; quantity: number }[], more = {}) =>
    (await ask(CREATE_CART, { input: { eventId, items, ...more } })).createCart;
  const checkout = async (cartToken: string, more = {}, viewer = Viewer.anonymous) =>
    (await ask(CHECKOUT, { input: { ...BUYER, cartToken, idempotencyKey: newId(), ...more } }, viewer)).checkout;

  return {
    ...test,
    organizationId,
    eventId,
    events,
    plugins,
    /** How another subgraph is asked, also by another process of payments. */
    endpoint,
    parts,
    subgraph,
    ask,
    refusal,
    sql,
    sweep: () => new Sweeps(parts).sweep(),
    /** Names and payloads of what was recorded, oldest first. */
    recorded: async () =>
      (await sql<{ event: AnyDomainEvent }>('select event from outbox order by position')).map(row => row.event),
    /** As if the object storage had lost something. */
    loseObject: (key: string) => storage.removeObject(config.objectStorage.bucket, key),
    createCart,
    checkout,
    /** A placed order for new tickets. */
    async place({
      price = 1_000,
      quantity = 1,
      stock = 100,
      ...more
    }: { price?: number; quantity?: number; stock?: number } & Record<string, unknown> = {}) {
      const ticketTypeId = events.addType(eventId, price, stock);
      const cart = await createCart([{ ticketTypeId, quantity }]);
      const placed = await checkout(cart.token, { ...BANK, ...more });
      return { ...placed, ticketTypeId, cart, stock: () => events.types.get(ticketTypeId)!.stock };
    },
    /** Lets an order or cart be older than it is. */
    age: (table: 'orders' | 'cart', id: string) =>
      sql(
        `update ${table} set created_at = created_at - interval '30 days', expires_at = now() - interval '1 second' where id = ?`,
        [id],
      ),
  };
}
export type Payments = Awaited<ReturnType<typeof startPayments>>;

export const BUYER = { buyer: { name: 'Ada', email: 'ada@example.com' } };
export const BANK = { paymentMethod: 'offline-payments:bank-transfer' };
export const CARD = { paymentMethod: 'cards:card' };

export const CREATE_CART = `mutation ($input: CreateCartInput!) { createCart(input: $input) {
  id token eventId items { name quantity unitPrice { amount } total { amount } } promoCode
  subtotal { amount } discount { amount } fees { amount } tax { amount } total { amount currency } expiresAt
} }`;
const ORDER = `id number status closedReason paymentReference paymentInstructions expiresAt
  total { amount currency } paid { amount } refunded { amount } items { id quantity total { amount } }
  transactions { type amount { amount } note } refunds { status failure amount { amount } }`;
export const CHECKOUT = `mutation ($input: CheckoutInput!) { checkout(input: $input) {
  orderToken nextAction { type url pluginId } order { ${ORDER} } } }`;
export const BY_TOKEN = `query ($token: String!) { order(token: $token) { ${ORDER} } }`;
export const BY_ID = `query ($id: ID!) { order(id: $id) { ${ORDER} } }`;
export const PAY = `mutation ($id: ID!, $key: String!, $note: String) {
  recordManualPayment(orderId: $id, idempotencyKey: $key, note: $note) { ${ORDER} } }`;
export const CONFIRM = `mutation ($token: String!) { confirmPayment(orderToken: $token) { ${ORDER} } }`;
export const CANCEL = `mutation ($id: ID!) { cancelOrder(id: $id) { ${ORDER} } }`;
export const REFUND = `mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { ${ORDER} } }`;
