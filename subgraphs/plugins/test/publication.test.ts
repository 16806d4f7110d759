import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Viewer } from '@ticketbase/kernel';
import { UploadedFile } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PluginHost } from '../src/index.ts';
import { bundleOf, codeOf, createWorld, manifestOf, SOON, type World } from './plugins-world.ts';

// Nothing is run in this file.
const idleHost: PluginHost = {
  run: async () => ({
    ok: false,
    durationMs: 0,
    error: { code: 'PLUGIN_HOST_UNAVAILABLE', message: '', retryable: true },
  }),
  ready: async () => true,
};
const gateway = Viewer.service('gateway');
const owner = testViewer();
const operator = testViewer({ operator: true });

let world: World;
beforeAll(async () => {
  world = await createWorld({ pluginHost: idleHost, review: 'manual' });
});
afterAll(() => world?.close());

const state = async () => {
  const rows = (sql: string) => world.database.database.orm.em.getConnection().execute(sql);
  const release = await world.data(gateway, '{ supergraphRelease { id } }');
  return JSON.stringify([await rows('select * from plugin'), await rows('select * from plugin_version'), release]);
};
let before: string;
beforeEach(async () => {
  before = await state();
});

const manifestIssues = (answer: Awaited<ReturnType<World['publish']>>) => answer.errors?.[0]?.extensions?.issues;
const review = (viewer: Viewer, version: string, decision: string) =>
  world.ask(
    viewer,
    `mutation ($version: String!, $decision: ReviewDecision!) {
      reviewPlugin(pluginId: "greeter", version: $version, decision: $decision, note: "As reviewed.") { status publishedAt } }`,
    { version, decision },
  );

test('what is no bundle is refused and changes nothing', async () => {
  expect(codeOf(await world.publish(owner, new Uint8Array([1, 2, 3])))).toBe('PLUGIN_BUNDLE_INVALID');
  const withoutBackend = bundleOf(manifestOf());
  expect(codeOf(await world.publish(owner, withoutBackend.slice(0, withoutBackend.length / 2)))).toBe(
    'PLUGIN_BUNDLE_INVALID',
  );
  expect(await state()).toBe(before);
});

test.each([
  ['a field of a wrong type', { permissions: 'all' }, 'plugin.json.permissions'],
  ['a scope that does not exist', { permissions: ['moon:walk'] }, 'plugin.json.permissions.0'],
  ['a hook without the scope for what it is told', { hooks: ['order.placed'] }, 'plugin.json.hooks.0'],
])('a manifest with %s is refused with its path and changes nothing', async (_, change, path) => {
  const answer = await world.publish(owner, bundleOf(manifestOf(change)));
  expect(codeOf(answer)).toBe('PLUGIN_MANIFEST_INVALID');
  expect(manifestIssues(answer)).toContainEqual(expect.objectContaining({ path }));
  expect(await state()).toBe(before);
});

test('actions that would redefine a type of another subgraph are refused, and the type is named', async () => {
  const properties = { title: { type: 'string' } };
  const run = { input: { type: 'object', properties } };
  const answer = await world.publish(owner, bundleOf(manifestOf({ id: 'event-series', actions: { run } })));
  expect(codeOf(answer)).toBe('COMPOSITION_FAILED');
  expect(answer.errors?.[0]?.message).toContain('EventSeriesRunInput');
  expect(await state()).toBe(before);
});

test('publishing needs the scope, reviewing an operator', async () => {
  const manager = testViewer({ role: 'MANAGER' });
  expect(codeOf(await world.publish(manager, bundleOf(manifestOf())))).toBe('FORBIDDEN');
  expect(codeOf(await world.publish(Viewer.anonymous, bundleOf(manifestOf())))).toBe('UNAUTHENTICATED');
  expect(codeOf(await review(owner, '1.0.0', 'APPROVE'))).toBe('FORBIDDEN');
  expect(codeOf(await review(operator, '1.0.0', 'APPROVE'))).toBe('NOT_FOUND');
  expect(await state()).toBe(before);
});

test('a submitted version waits outside the marketplace and the schema until an operator approves it', async () => {
  const { data } = await world.publish(owner, bundleOf(manifestOf()));
  expect(data).toMatchObject({ publishPlugin: { version: { status: 'SUBMITTED' }, supergraphRelease: null } });
  const marketplace = '{ plugins { totalCount edges { node { id } } } plugin(id: "greeter") { id latest { status } } }';
  const stranger = testViewer();
  expect(await world.data(stranger, marketplace)).toEqual({ plugins: { totalCount: 0, edges: [] }, plugin: null });
  expect((await world.data(owner, marketplace)).plugin).toEqual({ id: 'greeter', latest: { status: 'SUBMITTED' } });
  const install = 'mutation { installPlugin(pluginId: "greeter", grant: []) { id } }';
  expect(codeOf(await world.ask(stranger, install))).toBe('NOT_FOUND');
  expect(codeOf(await world.ask(owner, install))).toBe('PLUGIN_VERSION_NOT_AVAILABLE');
  expect(world.subgraph.sdl).not.toContain('greeter_greet');
  const queue = '{ plugins(filter: { awaitingReview: true }) { edges { node { id versions { version status } } } } }';
  const waiting = [{ node: { id: 'greeter', versions: [{ version: '1.0.0', status: 'SUBMITTED' }] } }];
  expect((await world.data(operator, queue)).plugins.edges).toEqual(waiting);
  expect((await world.data(owner, queue)).plugins.edges).toEqual(waiting);
  expect((await world.data(stranger, queue)).plugins.edges).toEqual([]);
  expect(codeOf(await world.ask(Viewer.anonymous, queue))).toBe('UNAUTHENTICATED');

  const { supergraphRelease: old } = await world.data(gateway, '{ supergraphRelease { id } }');
  expect((await review(operator, '1.0.0', 'APPROVE')).data).toMatchObject({ reviewPlugin: { status: 'PUBLISHED' } });
  expect((await world.data(stranger, marketplace)).plugin).toEqual({ id: 'greeter', latest: { status: 'PUBLISHED' } });
  expect(world.subgraph.sdl).toContain('greeter_greet');
  const poll = 'query ($ifNot: ID) { supergraphRelease(ifNot: $ifNot) { id sdl } }';
  const { supergraphRelease: next } = await world.data(gateway, poll, { ifNot: old.id });
  expect(next.sdl).toContain('greeter_greet(');
  expect((await world.data(gateway, poll, { ifNot: next.id })).supergraphRelease).toBeNull();
  expect(codeOf(await review(operator, '1.0.0', 'APPROVE'))).toBe('PLUGIN_REVIEW_NOT_POSSIBLE');
});

test('a version cannot be published twice, nor by another organization', async () => {
  expect(codeOf(await world.publish(owner, bundleOf(manifestOf())))).toBe('PLUGIN_VERSION_EXISTS');
  const stranger = await world.publish(testViewer(), bundleOf(manifestOf({ version: '2.0.0' })));
  expect(codeOf(stranger)).toBe('PLUGIN_OWNED_BY_ANOTHER_ORGANIZATION');
  expect(await state()).toBe(before);
});

test('a rejected version stays out, and a deprecated one gives way to the one before it', async () => {
  const publish = (version: string) => world.publish(owner, bundleOf(manifestOf({ version, description: version })));
  await publish('1.1.0');
  expect((await review(operator, '1.1.0', 'REJECT')).data).toMatchObject({ reviewPlugin: { status: 'REJECTED' } });
  await publish('1.2.0');
  await review(operator, '1.2.0', 'APPROVE');
  const latest = '{ plugin(id: "greeter") { description latest { version } versions { version } } }';
  expect((await world.data(Viewer.anonymous, latest)).plugin).toEqual({
    description: '1.2.0',
    latest: { version: '1.2.0' },
    versions: [{ version: '1.2.0' }, { version: '1.0.0' }],
  });
  await review(operator, '1.2.0', 'DEPRECATE');
  expect((await world.data(Viewer.anonymous, latest)).plugin.latest).toEqual({ version: '1.0.0' });
});

test('two versions that are published at once are both in, in some order', async () => {
  const ids = ['left', 'right'];
  const answers = await Promise.all(ids.map(id => world.publish(owner, bundleOf(manifestOf({ id })))));
  expect(answers.map(codeOf)).toEqual([undefined, undefined]);
  const approve = (id: string) =>
    world.ask(operator, `mutation { reviewPlugin(pluginId: "${id}", version: "1.0.0", decision: APPROVE) { status } }`);
  await Promise.all(ids.map(approve));
  const { supergraphRelease } = await world.data(gateway, '{ supergraphRelease { sdl } }');
  for (const id of ids) expect(supergraphRelease.sdl).toContain(`${id}_greet(`);
});

test('every process serves a release, whichever made it', async () => {
  const other = await world.startAnother();
  try {
    expect(other.sdl).toBe(world.subgraph.sdl);
    await world.publish(owner, bundleOf(manifestOf({ id: 'late' })));
    await world.ask(
      operator,
      'mutation { reviewPlugin(pluginId: "late", version: "1.0.0", decision: APPROVE) { status } }',
    );
    expect(world.subgraph.sdl).toContain('late_greet');
    await expect.poll(() => other.sdl, SOON).toBe(world.subgraph.sdl);
  } finally {
    await other.close();
  }
});

test('a platform that came to define what a plugin had defined starts without that plugin’s mutations', async () => {
  const schemaDir = await mkdtemp(join(tmpdir(), 'plugins-schema-'));
  await cp(world.schemaDir, schemaDir, { recursive: true });
  await appendFile(join(schemaDir, 'events.graphql'), '\ninput LateGreetInput { name: String }\n');
  const newer = await world.startAnother(schemaDir);
  try {
    expect(newer.sdl).toContain('left_greet');
    expect(newer.sdl).not.toContain('late_greet');
    expect(world.logLines.join()).toContain('plugin left out of the supergraph');
    const others = await newer.execute({
      viewer: owner,
      requestId: 'r',
      query: 'mutation ($bundle: Upload!) { publishPlugin(bundle: $bundle) { version { status } } }',
      variables: { bundle: new UploadedFile('p.zip', 'application/zip', bundleOf(manifestOf({ id: 'innocent' }))) },
    });
    expect(others.errors).toBeUndefined();
  } finally {
    await newer.close();
    await rm(schemaDir, { recursive: true });
  }
});

test('a manifest with text that no database keeps is refused', async () => {
  const answer = await world.publish(owner, bundleOf(manifestOf({ id: 'odd', name: 'NUL \0' })));
  expect(codeOf(answer)).toBe('PLUGIN_MANIFEST_INVALID');
  expect(await state()).toBe(before);
});

test('the marketplace is searched and paged', async () => {
  const search = async (filter: object) =>
    (
      await world.data(Viewer.anonymous, 'query ($f: PluginFilter) { plugins(filter: $f) { edges { node { id } } } }', {
        f: filter,
      })
    ).plugins.edges.map((edge: { node: { id: string } }) => edge.node.id);
  expect(await search({ search: 'LEF' })).toEqual(['left']);
  expect(await search({ search: '%' })).toEqual([]);
  expect(await search({ category: 'PAYMENT' })).toEqual([]);
  const page = await world.data(
    Viewer.anonymous,
    '{ plugins(first: 2) { pageInfo { hasNextPage endCursor } edges { node { id } } } }',
  );
  expect(page.plugins.pageInfo.hasNextPage).toBe(true);
  expect(page.plugins.edges).toHaveLength(2);
});
