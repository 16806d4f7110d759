/**
 * What our gateway holds while it is asked nothing but queries that it has not seen before, subgraphs in its process: more
 * of them than its caches take. `npm run bench:gateway:distinct`.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Pool } from 'undici';
import { post, serve } from './gateway/memory/process.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';

const QUERIES = 8_000;
const EACH = 1_000;
const CONCURRENCY = 4;
const MEGABYTE = 1_048_576;

const stops = new Stops();
try {
  const nodeOptions = ['--expose-gc'];
  const env = { MAX_REQUESTS_PER_ADDRESS: '0' };
  const { child, said } = await serve(stops, 'our-gateway-in-process', { nodeOptions, env });
  const url = new URL(said.url!);
  const pool = new Pool(url.origin, { connections: CONCURRENCY });
  stops.add(() => pool.close());
  console.log(machine());
  const rows: string[][] = [];
  for (let asked = 0; asked <= QUERIES; asked += EACH) {
    rows.push([String(asked), ((await heapOf(child)) / MEGABYTE).toFixed(0)]);
    if (asked < QUERIES) await ask(pool, url, asked);
  }
  console.log(table(['distinct queries asked', 'heap after a collection, MB'], rows));
} finally {
  await stops.run();
}

async function heapOf(child: ChildProcess): Promise<number> {
  const told = once(child, 'message');
  child.send('heap');
  const [bytes] = (await told) as [number];
  return bytes;
}

/** Each with an alias of its own, and planned anew. */
async function ask(pool: Pool, url: URL, from: number): Promise<void> {
  let number = from;
  const worker = async () => {
    while (number < from + EACH) {
      const query = `query Q { events(first: 2) { q${number++}: title organizer { name } ticketTypes { price } views } }`;
      await post(pool, url, JSON.stringify({ query }));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
