/**
 * What a publication costs those who are served meanwhile: while versions of a plugin are published one after another,
 * each with one action more, clients go on asking: a page of public events, an organizer's events, and a typed mutation
 * of the plugin itself, which runs in its sandbox. In one process and in one process per subgraph. Prints how long a
 * publication takes, how long after its answer the gateway serves the new mutation, and how many requests failed.
 * `npm run bench:swap`.
 */
import { packBundle } from '@ticketbase/plugin-sdk/bundle';
import { startServer } from '../e2e/harness/server.ts';
import { median } from './measure/compare.ts';
import { KeptConnection } from './measure/kept-connection.ts';
import { quantile } from './measure/load.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';
import { publishForSale, registerOrganizer } from './on-sale/publish.ts';
import { installPlugin } from './plugins/install-plugin.ts';
import { publishBundle } from './plugins/publish-bundle.ts';

const PUBLICATIONS = 10;
/** Clients for each kind of request, and how long each pauses after an answer. */
const CLIENTS = 4;
const PAUSE_MS = 50;
const POLL_MS = 5;
const SERVED_WITHIN_MS = 30_000;
const UNLIMITED = '0';
const PLUGIN = 'swap-bench';

const QUERIES = [
  {
    what: 'a page of public events',
    signedIn: false,
    query: '{ publicEvents(first: 5) { edges { node { id title startsAt } } } }',
  },
  {
    what: 'the organizer’s events',
    signedIn: true,
    query: '{ viewerOrganization { name } events(first: 5) { edges { node { id title ticketsSold } } } }',
  },
  {
    what: 'a typed mutation of the plugin',
    signedIn: true,
    query: 'mutation { swapBench_echo(input: { text: "hello" }) { text } }',
  },
] as const;

interface Load {
  /** Milliseconds of each request; once the load has ended, in order of size. */
  readonly latencies: number[];
  readonly failures: string[];
}

const rows: string[][] = [];
for (const distributed of [false, true]) {
  const stops = new Stops();
  try {
    rows.push(await measure(distributed, stops));
  } finally {
    await stops.run();
  }
}
console.log(machine());
console.log(
  `${PUBLICATIONS} publications beside ${CLIENTS} clients each, which pause ${PAUSE_MS} ms after an answer, of: ${QUERIES.map(({ what }) => what).join(', ')}`,
);
console.log(
  table(
    [
      'processes',
      'publication, median',
      'answered to served, median',
      'longest',
      'requests',
      'failed',
      'p50',
      'p99',
      'p99 without publications',
    ],
    rows,
  ),
);

async function measure(distributed: boolean, stops: Stops): Promise<string[]> {
  const env = {
    MAX_REQUESTS_PER_CALLER: UNLIMITED,
    MAX_REQUESTS_PER_ADDRESS: UNLIMITED,
    PLUGIN_ACTIONS_PER_MINUTE: '1000000',
  };
  const server = await startServer({ distributed, env });
  stops.add(() => server.stop());
  const token = await registerOrganizer(server.url);
  await publishForSale(server.url, { quantity: 100, token });
  await publishBundle(server.url, token, bundle(0));
  await installPlugin(server.url, token, PLUGIN);
  await served(server.url, 0);

  const quiet = await underLoad(server.url, token, () => new Promise(resolve => setTimeout(resolve, 5_000)));
  const published: number[] = [];
  const swapped: number[] = [];
  const busy = await underLoad(server.url, token, async () => {
    for (let version = 1; version <= PUBLICATIONS; version++) {
      const began = performance.now();
      await publishBundle(server.url, token, bundle(version));
      const answered = performance.now();
      await served(server.url, version);
      published.push(answered - began);
      swapped.push(performance.now() - answered);
    }
  });
  for (const failure of new Set([...quiet.failures, ...busy.failures])) console.error(failure);
  return [
    distributed ? 'one per subgraph' : 'one',
    ms(median(published)),
    ms(median(swapped)),
    ms(Math.max(...swapped)),
    String(busy.latencies.length),
    String(busy.failures.length),
    ms(quantile(busy.latencies, 0.5)),
    ms(quantile(busy.latencies, 0.99)),
    ms(quantile(quiet.latencies, 0.99)),
  ];
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

/** A plugin of as many actions as its version has minor numbers, and one more. */
function bundle(version: number): Uint8Array {
  const text = { type: 'object', required: ['text'], properties: { text: { type: 'string', description: 'A text.' } } };
  const names = ['echo', ...Array.from({ length: version }, (_, index) => `echo-${index + 1}`)];
  const manifest = {
    ...{ id: PLUGIN, name: 'Swap bench', version: `1.${version}.0`, author: 'Bench', category: 'OTHER' },
    actions: Object.fromEntries(names.map(name => [name, { input: text, output: text }])),
    build: { backend: 'src/backend.ts' },
  };
  const code = `var __ticketbasePlugin = { backendActions: { ${names.map(name => `'${name}': async params => params`).join(', ')} } };`;
  const bytes = (content: string) => new TextEncoder().encode(content);
  return packBundle(
    new Map([
      ['plugin.json', bytes(JSON.stringify(manifest))],
      ['backend.js', bytes(code)],
    ]),
  );
}

/** Waits until the gateway knows the type that the version brings. */
async function served(url: string, version: number): Promise<void> {
  const type = version === 0 ? 'SwapBenchEchoResult' : `SwapBenchEcho${version}Result`;
  const body = JSON.stringify({ query: `{ __type(name: "${type}") { name } }` });
  const connection = await KeptConnection.open(`${url}/graphql`);
  const deadline = performance.now() + SERVED_WITHIN_MS;
  while (!(await connection.post(body)).includes(type)) {
    if (performance.now() > deadline) throw new Error(`${type} is not served.`);
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
  connection.close();
}

/** Asks on and on while the work lasts, each kind of query by clients of its own, over connections that stay open. */
async function underLoad(url: string, token: string, work: () => Promise<unknown>): Promise<Load> {
  const load: Load = { latencies: [], failures: [] };
  const ending = new AbortController();
  const kinds = Array.from({ length: CLIENTS }, () => QUERIES).flat();
  const clients = kinds.map(({ query, signedIn }) =>
    client(url, query, signedIn ? `authorization: Bearer ${token}\r\n` : '', load, ending.signal),
  );
  try {
    await work();
  } finally {
    ending.abort();
    await Promise.all(clients);
  }
  load.latencies.sort((a, b) => a - b);
  return load;
}

/** Asks, waits for the answer and a little more, and asks again. */
async function client(url: string, query: string, headers: string, load: Load, signal: AbortSignal): Promise<void> {
  const body = JSON.stringify({ query });
  let connection: KeptConnection | undefined;
  while (!signal.aborted) {
    const began = performance.now();
    try {
      connection ??= await KeptConnection.open(`${url}/graphql`);
      const answer = await connection.post(body, headers);
      if (answer.includes('"errors"')) load.failures.push(answer.slice(0, 300));
    } catch (error) {
      load.failures.push(String(error));
      connection = undefined;
    }
    load.latencies.push(performance.now() - began);
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
  }
  connection?.close();
}
