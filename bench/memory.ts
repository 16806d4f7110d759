/**
 * What `npm start` holds while guests ask it nothing but queries that it has not seen before, every few moments another:
 * `npm run bench:memory -- 60` for so many minutes, and a row of the table for each.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSchema } from 'graphql';
import { type RunningServer, startServer } from '../e2e/harness/server.ts';
import { DistinctQueries } from './gateway/distinct-queries.ts';
import { Stops } from './measure/stops.ts';
import { machine } from './measure/table.ts';

const MINUTE = 60_000;
const PER_SECOND = 5;
const MEGABYTE = 1_048_576;

const minutes = Number(process.argv[2] ?? 60);
const stops = new Stops();
try {
  const sdl = await readFile(resolve(import.meta.dirname, '../schema/supergraph.api.graphql'), 'utf8');
  const queries = new DistinctQueries(buildSchema(sdl), 1);
  const server = await startServer({ env: { DEMO: 'true', MAX_REQUESTS_PER_ADDRESS: '0', LOG_LEVEL: 'warn' } });
  stops.add(() => server.stop());
  void server.exited.then(code => console.error(`the server ended with ${code}:\n${server.output().slice(-2_000)}`));
  console.log(machine());
  console.log('| minute | distinct queries asked | resident, MB | heap, garbage included, MB |');
  console.log('| ------ | ---------------------- | ------------ | -------------------------- |');
  let asked = 0;
  for (let minute = 0; minute <= minutes; minute += 1) {
    if (minute > 0) asked += await askForAMinute(server, queries);
    const [resident, heap] = await figures(server.url);
    console.log(`| ${pad(minute, 6)} | ${pad(asked, 22)} | ${pad(resident, 12)} | ${pad(heap, 26)} |`);
  }
} finally {
  await stops.run();
}

/** How many were asked; a slow server is asked fewer. */
async function askForAMinute(server: RunningServer, queries: DistinctQueries): Promise<number> {
  const end = performance.now() + MINUTE;
  let asked = 0;
  for (let next = performance.now(); next < end; next = Math.max(next + 1_000 / PER_SECOND, performance.now())) {
    await sleep(Math.max(0, next - performance.now()));
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: queries.next() }),
    });
    const text = await response.text();
    if (text.includes('INTERNAL_SERVER_ERROR') || text.includes('GRAPHQL_VALIDATION_FAILED'))
      throw new Error(`${text}\n${server.output().slice(-2_000)}`);
    asked += 1;
  }
  return asked;
}

async function figures(url: string): Promise<[resident: number, heap: number]> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const of = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]) / MEGABYTE;
  return [of('process_resident_memory_bytes'), of('nodejs_heap_size_used_bytes')];
}

function pad(value: number, width: number): string {
  return value.toFixed(0).padEnd(width);
}
