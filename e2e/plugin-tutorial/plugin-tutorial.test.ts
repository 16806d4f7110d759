import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { Client, type Data } from '../harness/client.ts';
import { type Organizer, registerOrganizer } from '../harness/organizer.ts';

const root = resolve(import.meta.dirname, '../..');
const url = inject('serverUrl');
let folder: string;
let organizer: Organizer;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plugin-tutorial-'));
  organizer = await registerOrganizer(url, 'Tutorial Hall');
  const query = fence(await tutorial(), 'graphql')[0]!;
  const { createApiToken } = await organizer.api.ask(query);
  environment = { ...process.env, TICKETBASE_ENDPOINT: `${url}/graphql`, TICKETBASE_TOKEN: createApiToken.secret };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const tutorial = () => readFile(join(root, 'docs/plugins-tutorial.md'), 'utf8');

/** The code blocks of one language, in order. */
const fence = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, code]) => code!.trim());

/** As editors do it: whoever watches the folder never finds half a file. */
async function save(file: string, text: string): Promise<void> {
  const written = join(dirname(file), `.${basename(file)}`);
  await writeFile(written, text);
  await rename(written, file);
}

interface Ended {
  code: number | null;
  output: string;
}

/** Types a command into a shell. */
function type(command: string, cwd: string): Promise<Ended> {
  const child = spawn('sh', ['-c', command], { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (output += data));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve({ code, output }));
  });
}

test('the commands of the tutorial, typed one after the other, lead to a typed mutation and a published version', {
  timeout: 240_000,
}, async () => {
  const text = await tutorial();
  const commands = fence(text, 'sh');
  const plugin = join(folder, 'door-greeting');
  let cwd = root;
  const outputs: string[] = [];
  for (const written of commands) {
    // The one thing that differs from what a reader types: the new folder is a temporary one.
    const command = written.replace('../door-greeting', plugin);
    const { code, output } = await type(command, cwd);
    expect(code, `${written}\n${output}`).toBe(0);
    outputs.push(output);
    if (written.startsWith('cd ')) cwd = plugin;
  }
  const [, , deployed, published, called, logged, tested] = outputs;
  expect(deployed).toContain('doorGreeting_greet(input: DoorGreetingGreetInput!): DoorGreetingGreetResult!');
  expect(published).toContain('door-greeting 0.1.0 is PUBLISHED');
  expect(tested).toContain('2 passed, 0 failed');
  expect(JSON.parse(called!)).toEqual(JSON.parse(fence(text, 'json')[0]!));
  expect(logged).toContain('guest greeted {"visit":1}');

  await expect(
    organizer.api.ask('mutation ($input: DoorGreetingGreetInput!) { doorGreeting_greet(input: $input) { visit } }', {
      input: { guest: 'Ada' },
    }),
  ).resolves.toEqual({ doorGreeting_greet: { visit: 2 } });
});

test('dev publishes again when a source or the manifest changes, tells of a fault without ending, and ends on SIGTERM', {
  timeout: 120_000,
}, async () => {
  const plugin = join(folder, 'door-greeting');
  const cli = join(plugin, 'node_modules/@ticketbase/plugin-sdk/bin/ticketbase-plugin.js');
  const child = spawn(process.execPath, [cli, 'dev', '--json'], { cwd: plugin, env: environment });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said: Record<string, unknown>[] = [];
  let rest = '';
  let heard = () => {};
  child.stdout.on('data', data => {
    const lines = (rest + data).split('\n');
    rest = lines.pop()!;
    said.push(...lines.map(line => JSON.parse(line)));
    heard();
  });
  const ended = new Promise<number | null>(resolve => child.on('close', resolve));
  const hear = (what: (each: Record<string, unknown>) => boolean) =>
    new Promise<Record<string, unknown>>(resolve => {
      heard = () => {
        const found = said.find(what);
        if (found) resolve(found);
      };
      heard();
    });
  try {
    await hear(({ event }) => event === 'deployed');
    const backend = join(plugin, 'src/backend.ts');
    const source = await readFile(backend, 'utf8');
    await save(backend, `${source}export const = 1;\n`);
    const fault = await hear(({ ok }) => ok === false);
    expect(fault.issues).toMatchObject([{ file: 'src/backend.ts' }]);
    await save(backend, source.replace('Welcome', 'Good evening'));
    const { version } = await hear(each => each.event === 'deployed' && said.indexOf(each) > said.indexOf(fault));
    expect(version).toBe('0.1.1-dev.2');
    const greet = 'mutation { doorGreeting_greet(input: { guest: "Grace" }) { greeting } }';
    const answer = await new Client(url, environment.TICKETBASE_TOKEN).ask(greet);
    expect(answer.doorGreeting_greet.greeting).toBe('Good evening, Grace!');
    expect(await hear(({ event, message }) => event === 'log' && message === 'guest greeted')).toMatchObject({
      source: 'greet',
    });
    // What a developer's own plugin asks for in addition is consented to without a word.
    const manifest = join(plugin, 'plugin.json');
    const before = said.length;
    const wider = { ...JSON.parse(await readFile(manifest, 'utf8')), network: ['api.example.com'] };
    await save(manifest, JSON.stringify(wider, null, 2));
    await hear(each => each.event === 'deployed' && said.indexOf(each) >= before);
    const { installedPlugins } = await organizer.api.ask(
      '{ installedPlugins { plugin { id } consented { kind name } } }',
    );
    const installed = installedPlugins.find((each: Data) => each.plugin.id === 'door-greeting');
    expect(installed.consented).toContainEqual({ kind: 'HOST', name: 'api.example.com' });
  } finally {
    child.kill('SIGTERM');
  }
  expect(await ended).toBe(0);
  expect(said.at(-1)).toEqual({ ok: true, command: 'dev', versions: ['0.1.1-dev.1', '0.1.1-dev.2', '0.1.1-dev.3'] });
});
