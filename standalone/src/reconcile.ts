/**
 * `npm run reconcile`: proves that orders, ledger, stock and tickets agree, on the data of `npm start` or the databases
 * that the environment names, whether a server runs on them or not. It changes nothing. Exit code 0: all agree; 1: not;
 * 2: misused; 78: misconfigured.
 */
import { join } from 'node:path';
import { findRunningPostgres, startPostgres } from '@ticketbase/embedded';
import { createEventsSubgraph, parseEventsConfig } from '@ticketbase/events';
import { ConfigurationError, createLogger, newId, type SubgraphName, Viewer } from '@ticketbase/kernel';
import { createPaymentsSubgraph, parsePaymentsConfig } from '@ticketbase/payments';
import type { Subgraph, SubgraphServices } from '@ticketbase/subgraph-kit';
import { parseStandaloneConfig, type StandaloneConfig, withDotEnv } from './config.ts';
import { subgraphEnvironment } from './environment.ts';
import { explain } from './explain.ts';
import { databaseRoles } from './infrastructure.ts';
import { loadSecrets } from './secrets.ts';
import { parseAll } from './settle.ts';

const USAGE = 'Usage: npm run reconcile -- [--organization <id>]';
const NEEDED: readonly SubgraphName[] = ['events', 'payments'];

/** What the query asks for, as the server's operator. */
const RECONCILE = `query ($organizationId: ID) { reconciliation(organizationId: $organizationId) {
  organizations orders tickets disagreements { organizationId check id expected actual } } }`;
const OPERATOR = new Viewer({
  kind: 'user',
  userId: '00000000-0000-0000-0000-000000000000',
  organizationId: '00000000-0000-0000-0000-000000000000',
  role: 'ANALYST',
  scopes: [],
  sessionId: '00000000-0000-0000-0000-000000000000',
  operator: true,
});

interface Reconciliation {
  readonly organizations: number;
  readonly orders: number;
  readonly tickets: number;
  readonly disagreements: ReadonlyArray<Record<'organizationId' | 'check' | 'id' | 'expected' | 'actual', string>>;
}

const closers: Array<() => Promise<void>> = [];
try {
  const [flag, organizationId, ...rest] = process.argv.slice(2);
  if ((flag !== undefined && flag !== '--organization') || (flag && !organizationId) || rest.length > 0) {
    console.error(USAGE);
    process.exitCode = 2;
  } else {
    const payments = await connect(parseStandaloneConfig(withDotEnv()));
    process.exitCode = report(await reconcile(payments, organizationId ?? null));
  }
} catch (error) {
  console.error(explain(error));
  process.exitCode = error instanceof ConfigurationError ? 78 : 1;
} finally {
  for (const close of closers.reverse()) await close().catch(() => {});
}

/** Events and payments in this process, on the same databases as the server; they are not started, so they only answer. */
async function connect(config: StandaloneConfig): Promise<Subgraph> {
  const secrets = await loadSecrets(config);
  const roles = await databaseRoles(config, secrets, NEEDED, await adminUrl(config));
  const { S3_ACCESS_KEY, S3_SECRET_KEY } = secrets;
  // Images are not looked at: any address of an object storage will do.
  const storage = { S3_ENDPOINT: 'http://127.0.0.1:9', S3_ACCESS_KEY, S3_SECRET_KEY };
  const infrastructure = {
    environment: storage,
    databaseUrl: (name: SubgraphName) => roles.get(name),
    mail: undefined,
    stop: async () => {},
  };
  const configs = parseAll({
    events: () => parseEventsConfig(subgraphEnvironment('events', config, secrets, infrastructure)),
    payments: () => parsePaymentsConfig(subgraphEnvironment('payments', config, secrets, infrastructure)),
  });
  const running = new Map<SubgraphName, Subgraph>();
  const services = (name: SubgraphName): SubgraphServices => ({
    logger: createLogger(name, 'error'),
    endpoint: other => running.get(other)!,
    subscribers: [],
  });
  for (const create of [
    () => createEventsSubgraph(configs.events, services('events')),
    () => createPaymentsSubgraph(configs.payments, services('payments')),
  ]) {
    const subgraph = await create();
    running.set(subgraph.name, subgraph);
    closers.push(() => subgraph.close());
  }
  return running.get('payments')!;
}

/** The superuser's URL: the operator's, or that of the embedded server, which is started if it does not run. */
async function adminUrl(config: StandaloneConfig): Promise<string | undefined> {
  if (config.environment.POSTGRES_URL) return config.environment.POSTGRES_URL;
  if (NEEDED.every(name => config.environment[`${name.toUpperCase()}_DATABASE_URL`])) return undefined;
  const dataDir = join(config.dataDir, 'postgres');
  const running = await findRunningPostgres(dataDir);
  if (running) return running;
  const server = await startPostgres({ dataDir });
  closers.push(() => server.stop());
  return server.url;
}

async function reconcile(payments: Subgraph, organizationId: string | null): Promise<Reconciliation> {
  const { data, errors } = await payments.execute({
    query: RECONCILE,
    variables: { organizationId },
    viewer: OPERATOR,
    requestId: newId(),
  });
  if (errors?.[0]) throw new Error(errors[0].message);
  return (data as { reconciliation: Reconciliation }).reconciliation;
}

/** Prints what disagrees, one line each, and what was looked at. */
function report({ organizations, orders, tickets, disagreements }: Reconciliation): number {
  for (const { organizationId, check, id, expected, actual } of disagreements) {
    console.log(`${check}  ${id}  organization ${organizationId}\n  expected: ${expected}\n  found:    ${actual}`);
  }
  const found = disagreements.length === 0 ? 'all agree' : `${disagreements.length} disagreements`;
  console.log(`${organizations} organizations, ${orders} orders, ${tickets} tickets: ${found}`);
  return disagreements.length === 0 ? 0 : 1;
}
