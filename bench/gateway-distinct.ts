/**
 * What our gateway holds while it is asked nothing but queries that it has not seen before, subgraphs in its process: more
 * of them than its caches take. `npm run bench:gateway:distinct`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Pool } from 'undici';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';

const QUERIES = 8_000;
const EACH = 1_000;
const CONCURRENCY = 4;
const MEGABYTE = 1_048_576;

const stops = new Stops();
try {
  const child = spawn(
    process.execPath,
    ['--expose-gc', resolve(import.meta.dirname, 'gateway/memory/serve.ts'), 'our-gateway-in-process'],
    {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: { PATH: process.env.PATH, NODE_ENV: 'production', MAX_REQUESTS_PER_ADDRESS: '0' },
    },
  );
  const exited = once(child, 'exit');
  stops.add(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const url = await urlOf(child);
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

async function urlOf(child: ChildProcess): Promise<URL> {
  for await (const line of createInterface(child.stdout!))
    if (line.startsWith('{')) return new URL(JSON.parse(line).url);
  throw new Error('It did not start.');
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
      const body = JSON.stringify({ query });
      const headers = { 'content-type': 'application/json' };
      const response = await pool.request({ path: url.pathname, method: 'POST', headers, body });
      const text = await response.body.text();
      if (response.statusCode !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 500));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
