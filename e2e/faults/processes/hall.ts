import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createDatabase, dropDatabase } from '@ticketbase/embedded';
import { newId } from '@ticketbase/kernel';
import { buildPlugin } from '@ticketbase/plugin-sdk/build';
import pg from 'pg';
import { expect, vi } from 'vitest';
import { freePort } from '../../../scripts/free-port.ts';
import { temporaryDataDir } from '../../../scripts/temporary-data-dir.ts';
import { Client, type Data } from '../../harness/client.ts';
import { installOfflinePayments, type Organizer, registerOrganizer } from '../../harness/organizer.ts';
import { type RunningServer, startServer } from '../../harness/server.ts';
import { CardProvider } from './card-provider.ts';
import { PatientClient } from './patient-client.ts';
import { PostgresGate } from './postgres-gate.ts';

const LOGIN = `mutation ($email: String!, $password: String!) {
  login(email: $email, password: $password) { ... on AuthTokens { accessToken } } }`;

/** Settings under which nothing is done but what a request asks for. */
export const QUIET = { PAYMENTS_SWEEP_INTERVAL_MS: '600000', EVENTS_SWEEP_INTERVAL_MS: '600000' };
/** Settings under which orders expire quickly, and holds do not end by themselves. */
export const EXPIRING = { PAYMENTS_SWEEP_INTERVAL_MS: '300', EVENTS_SWEEP_INTERVAL_MS: '600000' };
/** Settings under which a server takes up quickly what another left. */
export const BRISK = { PAYMENTS_SWEEP_INTERVAL_MS: '300', EVENTS_SWEEP_INTERVAL_MS: '300' };

const COMMON = {
  PAYMENTS_CARTS_PER_CLIENT: '100000',
  PAYMENTS_DATABASE_POOL: '80',
  EVENTS_DATABASE_POOL: '80',
  PLUGINS_DATABASE_POOL: '40',
  PLUGIN_ACTIONS_PER_MINUTE: '100000',
  LOG_LEVEL: 'warn',
};

/**
 * A server that can be killed and started again on the same data, with what it is built on outside of it: PostgreSQL
 * behind a gate, MongoDB, object storage, and a card provider. One organization sells there by card and by transfer.
 */
export class Hall {
  readonly provider: CardProvider;
  readonly gate: PostgresGate;
  server!: RunningServer;
  organizer!: Organizer;
  private retries = Promise.withResolvers<void>();
  private readonly port: number;
  private readonly dataDir: string;
  private readonly adminUrl: string;
  private readonly databaseName: string;

  private readonly postgresUrl: string;

  private constructor(parts: {
    provider: CardProvider;
    gate: PostgresGate;
    port: number;
    dataDir: string;
    postgresUrl: string;
    adminUrl: string;
    databaseName: string;
  }) {
    this.provider = parts.provider;
    this.gate = parts.gate;
    this.port = parts.port;
    this.dataDir = parts.dataDir;
    this.postgresUrl = parts.postgresUrl;
    this.adminUrl = parts.adminUrl;
    this.databaseName = parts.databaseName;
    this.retries.resolve();
  }

  /** On the PostgreSQL that all tests share, unless it is given one that may be killed. */
  static async open(env: Record<string, string> = {}, postgresUrl = process.env.TEST_POSTGRES_URL!): Promise<Hall> {
    const databaseName = `hall_${newId().replaceAll('-', '')}`;
    const adminUrl = await createDatabase(postgresUrl, databaseName);
    const hall = new Hall({
      provider: await CardProvider.open(),
      gate: await PostgresGate.open(adminUrl),
      port: await freePort(),
      dataDir: await temporaryDataDir('ticketbase-hall-'),
      postgresUrl,
      adminUrl,
      databaseName,
    });
    await hall.start(env);
    hall.organizer = await registerOrganizer(hall.url);
    await hall.installCards();
    await installOfflinePayments(hall.organizer);
    return hall;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Whoever asks, and asks again. */
  client(options: { vanishes?: boolean } = {}): PatientClient {
    return new PatientClient(this.url, { ...options, mayRetry: () => this.retries.promise });
  }

  owner(options: { vanishes?: boolean } = {}): PatientClient {
    return this.client(options).as(this.organizer.api.token!);
  }

  /** Where everything is that the server works on. */
  private get infrastructure(): Record<string, string> {
    return {
      POSTGRES_URL: this.gate.url,
      MONGODB_URL: `${process.env.TEST_MONGODB_URL}`,
      S3_ENDPOINT: process.env.TEST_S3_ENDPOINT!,
      S3_ACCESS_KEY: process.env.TEST_S3_ACCESS_KEY!,
      S3_SECRET_KEY: process.env.TEST_S3_SECRET_KEY!,
    };
  }

  /** The environment of a command that works on the same data. */
  get environment(): NodeJS.ProcessEnv {
    return { ...process.env, NODE_ENV: 'development', DATA_DIR: this.dataDir, ...this.infrastructure };
  }

  async start(env: Record<string, string>): Promise<void> {
    this.server = await startServer({
      dataDir: this.dataDir,
      port: this.port,
      env: { ...COMMON, ...this.infrastructure, ...env },
    });
  }

  /** As when the machine's kernel ends it, at once. */
  async kill(): Promise<void> {
    this.server.signal('SIGKILL');
    await this.server.exited;
    this.disarm();
  }

  /** Nothing more is caught. */
  disarm(): void {
    this.gate.disarm();
    this.provider.disarm();
  }

  /** From now on, clients whose request ended without an answer wait for `letRetry`. */
  holdRetries(): void {
    this.retries = Promise.withResolvers<void>();
  }

  letRetry(): void {
    this.retries.resolve();
  }

  async restart(env: Record<string, string>): Promise<void> {
    await this.kill();
    await this.start(env);
  }

  /** Signs the organizer in anew, such as after the clock was moved past the end of the token. */
  async signIn(): Promise<void> {
    const { email, password } = this.organizer;
    const { login } = await new Client(this.url).ask(LOGIN, { email, password });
    this.organizer.api.token = login.accessToken;
    this.operatorClient = undefined;
  }

  /** A published event of its own, so that what is stopped at one keeps nobody waiting at another. */
  async newEvent({
    price,
    quantity = 20,
    others = [],
  }: {
    price: number;
    quantity?: number;
    /** Prices of further ticket types. */
    others?: readonly number[];
  }): Promise<{ id: string; typeId: string; otherIds: string[] }> {
    const startsAt = new Date(Date.now() + 30 * 86_400_000);
    const input = {
      ...{ title: 'Concert', timeZone: 'Europe/Berlin', currency: 'EUR', startsAt: startsAt.toISOString() },
      endsAt: new Date(startsAt.getTime() + 3_600_000).toISOString(),
      venue: { name: 'Hall', city: 'Berlin', country: 'DE' },
      ticketTypes: [price, ...others].map((each, index) => ({ name: `Place ${index}`, price: each, quantity })),
    };
    const { createEvent } = await this.organizer.api.ask(
      'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id ticketTypes { id } } }',
      { input },
    );
    await this.organizer.api.ask('mutation ($id: ID!) { publishEvent(id: $id) { id } }', { id: createEvent.id });
    const [typeId, ...otherIds] = createEvent.ticketTypes.map((type: Data) => type.id);
    return { id: createEvent.id, typeId, otherIds };
  }

  /** Lets the time of an unpaid order run out, and waits until its tickets are back on sale. */
  async expireOrder(id: string): Promise<void> {
    await this.sql(`update payments.orders set expires_at = now() - interval '1 second' where id = $1`, [id]);
    await vi.waitFor(
      async () => {
        const orders = await this.sql('select status, step from payments.orders where id = $1', [id]);
        expect(orders).toEqual([{ status: 'EXPIRED', step: 'DONE' }]);
      },
      { timeout: 60_000, interval: 100 },
    );
  }

  /**
   * Moves the clock of everything, which is to move every stored time the other way: what was to happen in an hour is due
   * now if the clock goes forward by one.
   */
  async moveClock(seconds: number): Promise<void> {
    const columns = await this.sql<{ table: string; column: string }>(
      `select format('%I.%I', table_schema, table_name) as table, quote_ident(column_name) as column
         from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_schema in ('users', 'events', 'payments', 'plugins', 'notifications') and table_type = 'BASE TABLE'
          and data_type = 'timestamp with time zone' and is_generated = 'NEVER'`,
    );
    for (const [table, of] of Map.groupBy(columns, each => each.table)) {
      const moved = of.map(({ column }) => `${column} = ${column} - make_interval(secs => ${seconds})`);
      // One transaction. Whoever writes there ends first, so that neither waits for the other.
      await this.sql(`lock table ${table} in exclusive mode; update ${table} set ${moved.join(', ')}`);
    }
  }

  /** Someone else has all that is left in their cart. */
  async sellOut({ id, typeId }: { id: string; typeId: string }): Promise<void> {
    const input = { eventId: id, items: [{ ticketTypeId: typeId, quantity: 2 }] };
    await this.client().ask('mutation ($input: CreateCartInput!) { createCart(input: $input) { id } }', { input });
  }

  /** As the database's administrator, past the gate and past every trigger. */
  async sql<Row = Data>(statement: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.adminUrl });
    await client.connect();
    try {
      await client.query('set session_replication_role = replica');
      return (await client.query(statement, values)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** What does not agree. */
  async disagreements(): Promise<Data[]> {
    const operator = await this.operator();
    const { reconciliation } = await operator.ask(
      'query ($id: ID) { reconciliation(organizationId: $id) { disagreements { check id expected actual } } }',
      { id: this.organizer.organization.id },
    );
    return reconciliation.disagreements;
  }

  /** Orders, their changes, refunds and carts that are between two steps. */
  unfinished(): Promise<Data[]> {
    return this.sql(
      `select id, step from payments.orders where step not in ('AWAIT_PAYMENT', 'DONE')
       union all select id, step from payments.order_change where step not in ('AWAIT_PAYMENT', 'DONE')
       union all select id, step from payments.refund where step not in ('AWAIT_HAND', 'DONE')
       union all select id, 'RELEASE' from payments.cart where release_due`,
    );
  }

  async close(): Promise<void> {
    await this.server.stop();
    await this.gate.close();
    await this.provider.close();
    await dropDatabase(this.postgresUrl, this.databaseName);
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private operatorClient: Client | undefined;
  private async operator(): Promise<Client> {
    if (this.operatorClient) return this.operatorClient;
    const { email, password } = this.organizer;
    await this.sql('update users."user" set operator = true where email = $1', [email]);
    const { login } = await new Client(this.url).ask(LOGIN, { email, password });
    this.operatorClient = new Client(this.url, login.accessToken);
    return this.operatorClient;
  }

  private async installCards(): Promise<void> {
    const built = await buildPlugin(resolve(import.meta.dirname, '../card-plugin'));
    if (!built.ok) throw new Error(JSON.stringify(built.issues));
    const { errors } = await this.organizer.api.upload(
      'mutation ($bundle: Upload!) { publishPlugin(bundle: $bundle) { version { version } } }',
      'bundle',
      { name: 'test-cards.zip', bytes: built.archive },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    // A manifest names hosts of the internet only; the provider of this test is on the loopback interface.
    await this.sql(
      `update plugins.plugin_version set manifest = jsonb_set(manifest::jsonb, '{network}', $1::jsonb) where plugin_id = 'test-cards'`,
      [JSON.stringify([this.provider.url])],
    );
    await this.restart(QUIET);
    const { plugin } = await this.organizer.api.ask(
      '{ plugin(id: "test-cards") { latest { requests { kind name } } } }',
    );
    const { installPlugin } = await this.organizer.api.ask(
      `mutation ($consent: [PluginRequestInput!]) {
        installPlugin(pluginId: "test-cards", grant: [], consent: $consent) { id } }`,
      { consent: plugin.latest.requests },
    );
    const settings = { id: installPlugin.id, configuration: { provider: this.provider.url } };
    await this.organizer.api.ask(
      'mutation ($id: ID!, $configuration: JSON!) { configurePlugin(installationId: $id, configuration: $configuration) { id } }',
      settings,
    );
    await this.organizer.api.ask('mutation ($id: ID!) { enablePlugin(installationId: $id) { enabled } }', settings);
  }
}
