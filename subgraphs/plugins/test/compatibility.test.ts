import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Viewer, Viewer as Viewers } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PluginHost } from '../src/index.ts';
import { bundleOf, codeOf, createWorld, manifestOf, type World } from './plugins-world.ts';

// Nothing is run in this file.
const idleHost: PluginHost = { run: async () => ({ ok: true, data: {}, durationMs: 0 }), ready: async () => true };
const owner = testViewer();
const operator = testViewer({ operator: true });
const gateway = Viewers.service('gateway');
const GREET = 'mutation Greet { greeter_greet(input: { name: "Ada" }) { text } }';

let world: World;
let folder: string;
let number = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'operations-'));
  const file = join(folder, 'operations.json');
  await writeFile(file, JSON.stringify({ Wave: 'mutation Wave { waver_wave { text } }' }));
  world = await createWorld({ pluginHost: idleHost, clientOperations: [file] });
});
afterAll(async () => {
  await world?.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  // Each test begins with a major version of its own: what went before binds it to nothing.
  number++;
  expect((await publish(`${number}.0.0`)).errors).toBeUndefined();
});

const { greet, misbehave } = manifestOf().actions as Record<string, Record<string, unknown>>;
const text = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } };
const publish = (version: string, actions: Record<string, unknown> = { greet, misbehave }) =>
  world.publish(owner, bundleOf(manifestOf({ version, actions })));
const register = (viewer: Viewer, client: string, documents: string[], forServer = false) =>
  world.ask(
    viewer,
    'mutation ($input: RegisterOperationsInput!) { registerOperations(input: $input) { client name document forServer } }',
    { input: { client, documents, forServer } },
  );
const served = async () => (await world.data(gateway, '{ supergraphRelease { id } }')).supergraphRelease.id;
const issuesOf = (answer: Awaited<ReturnType<typeof publish>>) => answer.errors?.[0]?.extensions?.issues;

test('a version that takes away from what its published version offers is refused, and names the field', async () => {
  const before = await served();
  const removed = await publish(`${number}.1.0`, { greet });
  expect(codeOf(removed)).toBe('PLUGIN_BREAKING_CHANGE');
  expect(issuesOf(removed)).toContainEqual({
    path: 'Mutation.greeter_misbehave',
    message: expect.stringContaining('removed'),
  });
  const narrowed = {
    ...greet,
    input: {
      type: 'object',
      required: ['name', 'age'],
      properties: { name: { type: 'string' }, age: { type: 'integer' } },
    },
  };
  expect(issuesOf(await publish(`${number}.1.0`, { greet: narrowed, misbehave }))).toMatchObject([
    { message: expect.stringContaining('GreeterGreetInput') },
  ]);
  expect(await served()).toBe(before);
});

test('what is added is no breaking change; a new major version may take away, and a prerelease', async () => {
  const more = {
    ...greet,
    input: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, loud: { type: 'boolean' } } },
  };
  expect((await publish(`${number}.1.0`, { greet: more, misbehave, third: {} })).errors).toBeUndefined();
  expect((await publish(`${number}.2.0-beta.1`, { greet })).errors).toBeUndefined();
  number++;
  expect((await publish(`${number}.0.0`, { misbehave })).errors).toBeUndefined();
});

test('prereleases in between do not loosen what a release holds the next one to', async () => {
  // As whoever develops it publishes them, one after the other.
  for (const version of [`${number}.0.1-dev.1`, `${number}.0.1-dev.2`])
    expect((await publish(version, { greet })).errors).toBeUndefined();
  const removed = await publish(`${number}.0.1`, { greet });
  expect(codeOf(removed)).toBe('PLUGIN_BREAKING_CHANGE');
  expect(issuesOf(removed)).toContainEqual(expect.objectContaining({ path: 'Mutation.greeter_misbehave' }));
  // What follows a plus makes no prerelease.
  expect(codeOf(await publish(`${number}.0.1+build-7`, { greet }))).toBe('PLUGIN_BREAKING_CHANGE');
  expect((await publish(`${number}.0.1`)).errors).toBeUndefined();
});

test('a version that would break a registered operation is refused, and names it; it is taken once that is forgotten', async () => {
  const installation = await world.install(owner, 'greeter', { configuration: { apiKey: 'abcd' } });
  expect((await register(owner, 'box-office', [GREET])).data).toEqual({
    registerOperations: [{ client: 'box-office', name: 'Greet', document: GREET, forServer: false }],
  });
  const before = await served();
  number++;
  const refused = await publish(`${number}.0.0`, { misbehave });
  expect(codeOf(refused)).toBe('PLUGIN_BREAKS_OPERATIONS');
  expect(issuesOf(refused)).toEqual([
    { path: 'Greet of the client box-office', message: expect.stringContaining('greeter_greet') },
  ]);
  expect(await served()).toBe(before);
  await register(owner, 'box-office', []);
  expect((await publish(`${number}.0.0`, { misbehave })).errors).toBeUndefined();
  await world.data(owner, 'mutation ($id: ID!) { uninstallPlugin(installationId: $id) }', { id: installation });
});

test('an organization without the plugin holds nothing up; an operator does, for the server', async () => {
  const stranger = testViewer();
  await register(stranger, 'spoiler', [GREET]);
  number++;
  expect((await publish(`${number}.0.0`, { misbehave })).errors).toBeUndefined();
  number++;
  expect((await publish(`${number}.0.0`)).errors).toBeUndefined();
  expect((await register(operator, 'kiosk', [GREET], true)).errors).toBeUndefined();
  number++;
  expect(codeOf(await publish(`${number}.0.0`, { misbehave }))).toBe('PLUGIN_BREAKS_OPERATIONS');
  await register(operator, 'kiosk', [], true);
});

test('operations of the server’s own clients hold, too', async () => {
  const waver = (version: string, actions: object) =>
    world.publish(owner, bundleOf(manifestOf({ id: 'waver', version, actions })));
  expect((await waver('1.0.0', { wave: { output: text } })).errors).toBeUndefined();
  const refused = await waver('2.0.0', { hide: { output: text } });
  expect(codeOf(refused)).toBe('PLUGIN_BREAKS_OPERATIONS');
  expect(issuesOf(refused)).toMatchObject([{ path: expect.stringMatching(/^Wave of .*operations\.json$/) }]);
});

test('what is registered must be an operation of the schema, by who may', async () => {
  const refusedFor = async (documents: string[], client = 'desk') =>
    (await register(owner, client, documents)).errors?.[0]?.extensions;
  expect(await refusedFor(['mutation A { greeter_nothing }'])).toMatchObject({
    code: 'BAD_USER_INPUT',
    issues: [{ path: 'input.documents.0', message: expect.stringContaining('greeter_nothing') }],
  });
  expect(await refusedFor([GREET, GREET])).toMatchObject({ issues: [{ path: 'input.documents.1' }] });
  for (const document of [
    '{ installedPlugins { id } }',
    'query A { me } query B { me }',
    '{',
    'fragment F on Query { me }',
  ])
    expect(await refusedFor([document]), document).toMatchObject({ issues: [{ path: 'input.documents.0' }] });
  expect(await refusedFor([GREET], 'a b')).toMatchObject({ issues: [{ path: 'input.client' }] });
  expect(codeOf(await register(owner, 'desk', [GREET], true))).toBe('FORBIDDEN');
  expect(codeOf(await register(testViewer({ role: 'MANAGER' }), 'desk', [GREET]))).toBe('FORBIDDEN');
  expect((await world.data(owner, '{ registeredOperations { client } }')).registeredOperations).toEqual([]);
});

test('an organization has ten clients at most, and sees its own and the server’s', async () => {
  const { organizationId } = owner;
  for (let client = 0; client < 10; client++) await register(owner, `c${client}`, [GREET]);
  expect(codeOf(await register(owner, 'one-more', [GREET]))).toBe('BAD_USER_INPUT');
  expect((await register(owner, 'c1', ['query Other { installedPlugins { id } }'])).errors).toBeUndefined();
  const admin = testViewer({ role: 'ADMIN', organizationId });
  const { registeredOperations } = await world.data(admin, '{ registeredOperations { client name } }');
  expect(registeredOperations).toHaveLength(10);
  expect(registeredOperations[1]).toEqual({ client: 'c1', name: 'Other' });
});
