/**
 * How long after a file of a plugin is saved the gateway answers by it, with `ticketbase-plugin dev` running: where only code
 * has changed, and where the manifest has an action more, for which the supergraph is composed anew. `npm run bench:dev`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from '../e2e/harness/server.ts';
import { DevSession } from './dev/dev-session.ts';
import { median } from './measure/compare.ts';
import { KeptConnection } from './measure/kept-connection.ts';
import { Stops } from './measure/stops.ts';
import { machine, table } from './measure/table.ts';
import { registerOrganizer } from './on-sale/publish.ts';

const CHANGES = 15;
const POLL_MS = 5;
const SERVED_WITHIN_MS = 30_000;
/** A person looks at the answer before the next change. */
const PAUSE_MS = 300;
const TEXT = { type: 'object', required: ['text'], properties: { text: { type: 'string', description: 'A text.' } } };

const stops = new Stops();
try {
  const env = { PLUGIN_REVIEW: 'auto', MAX_REQUESTS_PER_CALLER: '0', MAX_REQUESTS_PER_ADDRESS: '0' };
  const limits = { PLUGIN_ACTIONS_PER_MINUTE: '1000000', PLUGIN_PUBLICATIONS_PER_HOUR: '1000' };
  const server = await startServer({ env: { ...env, ...limits } });
  stops.add(() => server.stop());
  const token = await registerOrganizer(server.url);
  const session = await DevSession.start(server.url, token, 'dev-bench');
  stops.add(() => session.stop());
  const connection = await KeptConnection.open(`${server.url}/graphql`);
  const authorization = `authorization: Bearer ${token}\r\n`;
  console.log(machine());
  const rows: string[][] = [];
  let version = 1;
  for (const [what, save, query, answered] of changes(session.folder)) {
    const times: number[] = [];
    const builds: number[] = [];
    const totals: number[] = [];
    for (let change = 1; change <= CHANGES; change += 1) {
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
      const [body, expected] = [JSON.stringify({ query: query(change) }), answered(change)];
      const saved = performance.now();
      await save(change);
      while (!(await connection.post(body, authorization)).includes(expected)) {
        if (performance.now() > saved + SERVED_WITHIN_MS) throw new Error(`${expected} is not answered`);
        await new Promise(resolve => setTimeout(resolve, POLL_MS));
      }
      times.push(performance.now() - saved);
      version += 1;
      const { buildMs, totalMs } = await session.version(version);
      builds.push(buildMs);
      totals.push(totalMs);
    }
    const all = [median(times), Math.max(...times), median(builds), median(totals)];
    rows.push([what, ...all.map(time => `${Math.round(time)} ms`)]);
  }
  connection.close();
  console.log(`${CHANGES} changes each, one after the other`);
  console.log(
    table(
      ['changed', 'saved to answered, median', 'longest', 'of which building', 'dev says it is served after'],
      rows,
    ),
  );
} finally {
  await stops.run();
}

type Change = readonly [
  what: string,
  save: (change: number) => Promise<void>,
  query: (change: number) => string,
  answered: (change: number) => string,
];

/** Kinds of changes: how the file is saved, what is asked then, and what the answer must have in it. */
function changes(folder: string): readonly Change[] {
  const backend = join(folder, 'src/backend.ts');
  const manifest = join(folder, 'plugin.json');
  const greeting = (change: number) => `Good evening number ${change},`;
  return [
    [
      'code of an action',
      async change => {
        const source = await readFile(backend, 'utf8');
        await writeFile(
          backend,
          source.replace(/'Welcome'|'Good evening number \d+'/, `'Good evening number ${change}'`),
        );
      },
      () => 'mutation { devBench_greet(input: { guest: "Ada" }) { greeting } }',
      greeting,
    ],
    [
      'an action more',
      async change => {
        const source = await readFile(backend, 'utf8');
        const action = `'echo-${change}': async ({ text }) => ({ text }),`;
        await writeFile(backend, source.replace('  greet:', `  ${action}\n  greet:`));
        const { actions, ...rest } = JSON.parse(await readFile(manifest, 'utf8'));
        const more = { description: 'Answers what it was given.', input: TEXT, output: TEXT };
        const written = { ...rest, actions: { ...actions, [`echo-${change}`]: more } };
        await writeFile(manifest, `${JSON.stringify(written, null, 2)}\n`);
      },
      change => `mutation { devBench_echo${change}(input: { text: "said ${change}" }) { text } }`,
      change => `"said ${change}"`,
    ],
  ];
}
