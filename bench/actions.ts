/**
 * Plugin actions end to end: a GraphQL request over HTTP to the server that `npm start` runs, its checks, the call in the
 * sandbox, and the answer; by the generic mutation and by the action's own, beside a request that does nothing.
 * `npm run bench:actions`.
 */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { startServer } from '../e2e/harness/server.ts';
import { temporaryDataDir } from '../scripts/temporary-data-dir.ts';
import { startServices } from './gateway/services.ts';
import { median } from './measure/compare.ts';
import { KeptConnection } from './measure/kept-connection.ts';
import { cpuTimes, spent } from './measure/processes.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';
import { type Measured, roundOf } from './measure/turns.ts';
import { registerOrganizer } from './on-sale/publish.ts';
import { installOfflinePayments } from './plugins/offline-payments.ts';

const ROUNDS = 5;
const SECONDS = 3;
const CALLERS = 8;
const UNLIMITED = '1000000';

const WAYS: ReadonlyArray<readonly [name: string, query: string]> = [
  ['nothing: { __typename }', '{ __typename }'],
  [
    'executeAction',
    'mutation ($params: JSON!) { executeAction(pluginId: "offline-payments", action: "create-payment-reference", params: $params) { ok data } }',
  ],
  [
    'the typed mutation',
    'mutation ($params: OfflinePaymentsCreatePaymentReferenceInput!) { offlinePayments_createPaymentReference(input: $params) { reference instructions nextAction { type } } }',
  ],
];

const stops = new Stops();
try {
  const folder = await temporaryDataDir('ticketbase-bench-');
  stops.add(() => rm(folder, { recursive: true, force: true }));
  const services = await startServices(folder);
  stops.add(() => services.stop());
  const limits = { PLUGIN_ACTIONS_PER_MINUTE: UNLIMITED, MAX_REQUESTS_PER_CALLER: '0' };
  const server = await startServer({ env: { ...services.env, ...limits } });
  stops.add(() => server.stop());
  const token = await registerOrganizer(server.url);
  await installOfflinePayments(server.url, token);
  const connections = await Promise.all(
    Array.from({ length: CALLERS }, () => KeptConnection.open(`${server.url}/graphql`)),
  );
  stops.add(async () => {
    for (const connection of connections) connection.close();
  });

  const rounds = WAYS.map(() => [] as Array<Measured & { cpuMs: number }>);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, [, query]] of WAYS.entries()) {
      const before = cpuTimes(server.pid);
      const begun = performance.now();
      const measured = await roundOf(worker => asked(connections[worker]!, query, token), {
        ...{ seconds: SECONDS, concurrency: CALLERS },
      });
      const requests = (measured.perSecond * (performance.now() - begun)) / 1_000;
      if (round > 0) rounds[index]!.push({ ...measured, cpuMs: spent(before, cpuTimes(server.pid)) / requests });
    }
  }
  console.log(machine());
  console.log(
    `medians of ${ROUNDS} rounds of ${SECONDS} s each, ${CALLERS} callers at once; processor time is the server's, its workers included`,
  );
  const rows = WAYS.map(([name], index) => {
    const of = (key: 'perSecond' | 'p50' | 'p99' | 'cpuMs') => median(rounds[index]!.map(each => each[key]));
    return [name, of('perSecond').toFixed(0), of('p50').toFixed(1), of('p99').toFixed(1), of('cpuMs').toFixed(2)];
  });
  console.log(table(['request', 'per second', 'p50 ms', 'p99 ms', 'CPU ms/request'], rows));
} finally {
  await stops.run();
}

async function asked(connection: KeptConnection, query: string, token: string): Promise<void> {
  const params = {
    ...{
      method: query.includes('executeAction') ? 'bank-transfer' : 'BANK_TRANSFER',
      amount: 2_500,
      currency: 'EUR',
      orderId: randomUUID(),
      orderNumber: 'B-1',
    },
    ...{ buyerName: 'Bench Buyer', buyerEmail: 'buyer@bench.example', returnUrl: 'https://bench.example' },
  };
  const variables = query.includes('$params') ? { params } : {};
  const answer = await connection.post(JSON.stringify({ query, variables }), `authorization: Bearer ${token}\r\n`);
  if (answer.includes('"errors"') || answer.includes('"ok":false')) throw new Error(answer);
}
