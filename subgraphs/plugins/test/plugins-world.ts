import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AnyDomainEvent,
  createLogger,
  type Logger,
  newId,
  SUBGRAPHS,
  type SubgraphResponse,
  Viewer,
} from '@ticketbase/kernel';
import { packBundle } from '@ticketbase/plugin-sdk/bundle';
import { EncryptionKeys, type Subgraph, UploadedFile } from '@ticketbase/subgraph-kit';
import { createTestDatabase, fakeEndpoint, type TestDatabase } from '@ticketbase/testing';
import type { PluginRequest } from '../src/consent/plugin-request.ts';
import {
  createPluginsSubgraph,
  type PluginHost,
  type PluginsConfig,
  pluginsDatabase,
  type SupergraphCaller,
} from '../src/index.ts';

/** The other subgraphs, as small as composition lets them be. */
const OTHER_SDL: Readonly<Record<string, string>> = {
  users: 'type Query { me: String }',
  events: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])
    type Query { eventCount: Int } input EventSeriesRunInput { title: String! }
    type Event @key(fields: "id") { id: ID! title: String! startsAt: String! timeZone: String! ticketsSold: Int!
      analytics: Int @tag(name: "scope/analytics/read") }
    type Organization @key(fields: "id") { id: ID! upcomingEvents(first: Int! = 5): [Event!]! @tag(name: "scope/events/read") }`,
  payments: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])
    type Query { orderCount: Int }
    type Order @key(fields: "id") { id: ID! "What people call it by." number: String! event: Event buyer: String @tag(name: "scope/orders/read") }
    type Event @key(fields: "id", resolvable: false) { id: ID! }`,
  analytics: 'type Query { sales: Int }',
  notifications: 'type Query { sent: Int }',
};

export interface World {
  readonly subgraph: Subgraph;
  /** The folder of SDL that it is composed with. */
  readonly schemaDir: string;
  /** Another process of the subgraph, on the same data; close it before the world. */
  startAnother(schemaDir?: string): Promise<Subgraph>;
  readonly database: TestDatabase;
  readonly config: PluginsConfig;
  /** Slugs that `users` knows. */
  readonly slugs: Map<string, string>;
  /** Domain events, as every other subgraph gets them. */
  readonly events: AnyDomainEvent[];
  /** Every line of the subgraph's own log. */
  readonly logLines: string[];
  /** Tokens that `users` was asked for. */
  readonly tokens: Array<Record<string, unknown>>;
  ask(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<SubgraphResponse>;
  /** The data; throws if there is an error. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for.
  data(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<any>;
  publish(viewer: Viewer, bundle: Uint8Array): Promise<SubgraphResponse>;
  /** What a published version asks for beside scopes; the latest by default. */
  requestsOf(pluginId: string, version?: string): Promise<PluginRequest[]>;
  /** Installs with consent to all that it asks for but scopes, configures and enables; answers the installation's id. */
  install(viewer: Viewer, pluginId: string, options?: { grant?: string[]; configuration?: object }): Promise<string>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly pluginHost: PluginHost;
  readonly review?: 'auto' | 'manual';
  readonly pluginGraphql?: SupergraphCaller;
  readonly actionsPerMinute?: number;
  readonly guestActionsPerMinute?: number;
  readonly publicationsPerHour?: number;
  readonly clientOperations?: readonly string[];
}

const PUBLISH = `mutation Publish($bundle: Upload!) { publishPlugin(bundle: $bundle) {
  supergraphRelease warnings { path message } plugin { id latest { version } } version { version status } } }`;

const REQUESTS = `query ($id: ID!, $version: String!) {
  plugin(id: $id) { version(version: $version) { requests { kind name } } latest { requests { kind name } } } }`;
const INSTALL = `mutation ($pluginId: ID!, $grant: [String!]!, $consent: [PluginRequestInput!]) {
  installPlugin(pluginId: $pluginId, grant: $grant, consent: $consent) { id } }`;
const CONFIGURE = `mutation ($id: ID!, $configuration: JSON!) {
  configurePlugin(installationId: $id, configuration: $configuration) { id } enablePlugin(installationId: $id) { enabled } }`;

/** The subgraph on real PostgreSQL and object storage; other subgraphs stand at the seam. */
export async function createWorld(options: WorldOptions): Promise<World> {
  const database = await createTestDatabase(pluginsDatabase);
  const schemaDir = await mkdtemp(join(tmpdir(), 'plugins-schema-'));
  await Promise.all(
    SUBGRAPHS.filter(name => name !== 'plugins').map(name =>
      writeFile(join(schemaDir, `${name}.graphql`), OTHER_SDL[name]!),
    ),
  );
  const slugs = new Map<string, string>();
  const events: AnyDomainEvent[] = [];
  const logLines: string[] = [];
  const tokens: Array<Record<string, unknown>> = [];
  const users = fakeEndpoint('users', {
    organizationForService: ({ slug }) => (slugs.has(slug as string) ? { id: slugs.get(slug as string) } : null),
    issuePluginToken: (variables, { viewer }) => {
      tokens.push({ ...variables, organizationId: viewer.organizationId });
      return { accessToken: `token-${tokens.length}`, expiresIn: 60 };
    },
  });
  const config: PluginsConfig = {
    databaseUrl: database.url,
    publicUrl: 'https://tickets.example.org',
    databasePoolSize: 10,
    schemaDir,
    clientOperations: options.clientOperations ?? [],
    review: options.review ?? 'auto',
    encryptionKeys: EncryptionKeys.parse(`k1:${randomBytes(32).toString('base64')}`),
    actionsPerMinute: options.actionsPerMinute ?? 1_000,
    guestActionsPerMinute: options.guestActionsPerMinute ?? 1_000,
    publicationsPerHour: options.publicationsPerHour ?? 1_000,
    objectStorage: {
      endpoint: new URL(process.env.TEST_S3_ENDPOINT!),
      publicEndpoint: new URL(process.env.TEST_S3_ENDPOINT!),
      region: 'us-east-1',
      bucket: `plugins-${newId()}`,
      accessKey: process.env.TEST_S3_ACCESS_KEY!,
      secretKey: process.env.TEST_S3_SECRET_KEY!,
    },
  };
  const startAnother = async (dir = schemaDir) => {
    const subgraph = await createPluginsSubgraph(
      { ...config, schemaDir: dir },
      {
        logger: capturingLogger(logLines),
        endpoint: () => users,
        subscribers: [{ name: 'listener', deliver: async event => void events.push(event) }],
        pluginHost: options.pluginHost,
        pluginGraphql: options.pluginGraphql,
      },
    );
    await subgraph.start();
    return subgraph;
  };
  const subgraph = await startAnother();
  const ask: World['ask'] = (viewer, query, variables) =>
    subgraph.execute({ viewer, query, variables, requestId: newId() });
  const data: World['data'] = async (viewer, query, variables) => {
    const { data, errors } = await ask(viewer, query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const requestsOf: World['requestsOf'] = async (id, version = '') => {
    const { plugin } = await data(Viewer.anonymous, REQUESTS, { id, version });
    return (plugin.version ?? plugin.latest).requests;
  };
  return {
    ...{ config, subgraph, schemaDir, startAnother, database, slugs, events, logLines, tokens, ask, data },
    publish: (viewer, bundle) =>
      ask(viewer, PUBLISH, { bundle: new UploadedFile('plugin.zip', 'application/zip', bundle) }),
    requestsOf,
    async install(viewer, pluginId, { grant = [], configuration = {} } = {}) {
      const consent = await requestsOf(pluginId);
      const { installPlugin } = await data(viewer, INSTALL, { pluginId, grant, consent });
      await data(viewer, CONFIGURE, { id: installPlugin.id, configuration });
      return installPlugin.id;
    },
    async close() {
      await subgraph.close();
      await database.close();
      await rm(schemaDir, { recursive: true });
    },
  };
}

/** For `expect.poll`: long enough for a busy machine. */
export const SOON = { timeout: 15_000 };

/** The code of an answer's first error. */
export const codeOf = (answer: SubgraphResponse): unknown => answer.errors?.[0]?.extensions?.code;

/** A bundle out of a manifest and the source of its backend. */
export function bundleOf(manifest: Record<string, unknown>, backend = BACKEND, files: Record<string, string> = {}) {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const entries = { 'plugin.json': JSON.stringify(manifest), 'backend.js': backend, ...files };
  return packBundle(new Map(Object.entries(entries).map(([name, text]) => [name, bytes(text)])));
}

/** A manifest with one action of each kind that the tests need. */
export const manifestOf = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 'greeter',
  name: 'Greeter',
  version: '1.0.0',
  author: 'TicketBase',
  category: 'OTHER',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['apiKey'],
    properties: {
      apiKey: { type: 'string', minLength: 4, sensitive: true },
      greeting: { type: 'string', maxLength: 20 },
    },
  },
  actions: {
    greet: {
      description: 'Greets.',
      public: true,
      input: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
      output: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
    },
    misbehave: {
      input: { type: 'object', required: ['how'], properties: { how: { type: 'string' } } },
      output: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
    },
  },
  build: { backend: 'src/backend.ts' },
  ...change,
});

export const BACKEND = `var __ticketbasePlugin = {
  backendActions: {
    greet: async (params, config, ctx) => ({ text: (config.greeting ?? 'Hello') + ' ' + params.name }),
    misbehave: async ({ how }, config, ctx) => {
      if (how === 'throw') throw new Error('no luck with ' + config.apiKey);
      if (how === 'leak') { ctx.log.info('the key is ' + config.apiKey, { key: config.apiKey }); return { text: 'ok' }; }
      if (how === 'wrong') return { txt: 1 };
      if (how === 'count') { const n = ((await ctx.storage.get('n')) ?? 0) + 1; await ctx.storage.set('n', n); return { text: String(n) }; }
      if (how === 'fill') { await ctx.storage.set('big', 'x'.repeat(1024 * 1024)); return { text: 'stored' }; }
      if (how === 'list') return { text: JSON.stringify(await ctx.storage.list({ prefix: '' })) };
      if (how === 'odd log') ctx.log.info('a\\u0000b', { c: 'd\\u0000', e: '\\ud800' });
      if (how === 'odd storage') await ctx.storage.set('k', 'a\\u0000b');
      if (how === 'graphql') return { text: JSON.stringify(await ctx.graphql('{ eventCount }')) };
      return { text: how };
    },
  },
  hooks: {
    'order.confirmed': async (event, ctx) => {
      ctx.log.info('order ' + event.payload.number + ' confirmed');
      await ctx.storage.set('seen:' + event.id, event.name);
    },
  },
};`;

function capturingLogger(lines: string[]): Logger {
  const logger = createLogger('plugins', 'silent');
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) {
    logger[level] = ((...args: unknown[]) => {
      lines.push(args.map(readable).join(' '));
    }) as never;
  }
  return logger;
}

const readable = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part instanceof Error ? { message: part.message, stack: part.stack, cause: part.cause } : part,
  );
