import { Viewer } from '@ticketbase/kernel';
import { packBundle } from '@ticketbase/plugin-sdk/bundle';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PluginHost } from '../src/index.ts';
import { bundleOf, codeOf, createWorld, manifestOf, type World } from './plugins-world.ts';

// Nothing is run in this file.
const idleHost: PluginHost = { run: async () => ({ ok: true, data: {}, durationMs: 0 }), ready: async () => true };
const owner = testViewer();
const operator = testViewer({ operator: true });
const stranger = testViewer();

let world: World;
beforeAll(async () => {
  world = await createWorld({ pluginHost: idleHost, review: 'manual' });
});
afterAll(() => world?.close());

const REVIEW = `{ plugin(id: "greeter") { versions { version status review {
  previousVersion addedPermissions addedHosts addedFields note bundleUrl changes { path before after }
  findings { severity code file line message } files { name bytes }
} } } }`;
const decide = (viewer: Viewer, version: string, decision: string, note?: string) =>
  world.ask(
    viewer,
    `mutation ($version: String!, $decision: ReviewDecision!, $note: String) {
      reviewPlugin(pluginId: "greeter", version: $version, decision: $decision, note: $note) { status } }`,
    { version, decision, note },
  );
const versionsFor = async (viewer: Viewer) => (await world.data(viewer, REVIEW)).plugin?.versions;

const SOURCE = `var __ticketbasePlugin = { backendActions: { greet: () => fetch("https://tracker.example.net/") } };
globalThis.eval("1");`;
const components = {
  permissions: ['orders:read'],
  network: ['api.example.com'],
  extensions: [{ target: 'ORDER_DETAIL', component: 'Card', input: 'ui/card.graphql' }],
  build: { backend: 'src/backend.ts', frontend: 'src/index.tsx' },
};
const componentFiles = { 'frontend.js': 'export const Card = 1;', 'ui/card.graphql': '{ order { number } }' };

test('an operator sees what a first version asks for and what was found in it; so does its publisher, and nobody else', async () => {
  expect((await world.publish(owner, bundleOf(manifestOf(), SOURCE))).errors).toBeUndefined();
  for (const viewer of [operator, owner]) {
    const [{ review }] = await versionsFor(viewer);
    expect(review).toMatchObject({ previousVersion: null, addedPermissions: [], note: null });
    expect(review.changes).toContainEqual({ path: 'id', before: null, after: 'greeter' });
    expect(review.findings).toEqual([
      {
        severity: 'WARNING',
        code: 'UNDECLARED_HOST',
        file: 'backend.js',
        line: 1,
        message: expect.stringContaining('tracker.example.net'),
      },
      { severity: 'WARNING', code: 'DYNAMIC_CODE', file: 'backend.js', line: 2, message: expect.any(String) },
    ]);
    expect(review.files).toContainEqual({ name: 'backend.js', bytes: SOURCE.length });
    expect((await fetch(review.bundleUrl)).status).toBe(200);
  }
  expect(await versionsFor(stranger)).toBeUndefined();
  expect(await versionsFor(Viewer.anonymous)).toBeUndefined();
});

test('a rejection needs a reason, which its publisher reads', async () => {
  expect(codeOf(await decide(operator, '1.0.0', 'REJECT'))).toBe('BAD_USER_INPUT');
  expect(codeOf(await decide(operator, '1.0.0', 'REJECT', ' '))).toBe('BAD_USER_INPUT');
  expect(codeOf(await decide(operator, '1.0.0', 'REJECT', 'x'.repeat(2_001)))).toBe('BAD_USER_INPUT');
  expect(codeOf(await decide(owner, '1.0.0', 'REJECT', 'No.'))).toBe('FORBIDDEN');
  expect((await versionsFor(owner))[0].status).toBe('SUBMITTED');
  await decide(operator, '1.0.0', 'REJECT', 'It sends data to a host that it does not declare.');
  expect((await versionsFor(owner))[0]).toMatchObject({
    status: 'REJECTED',
    review: { note: 'It sends data to a host that it does not declare.' },
  });
});

test('a version is compared with the published one before it, not with one that was rejected', async () => {
  await world.publish(owner, bundleOf(manifestOf({ version: '1.1.0' })));
  await decide(operator, '1.1.0', 'APPROVE');
  await world.publish(owner, bundleOf(manifestOf({ version: '1.2.0', ...components }), undefined, componentFiles));
  const [newest] = await versionsFor(operator);
  expect(newest).toMatchObject({
    version: '1.2.0',
    status: 'SUBMITTED',
    review: {
      previousVersion: '1.1.0',
      addedPermissions: ['orders:read'],
      addedHosts: ['api.example.com'],
      addedFields: ['OrderDetailContext.order', 'Order.number'],
      findings: [],
    },
  });
  expect(newest.review.changes.map(({ path }: { path: string }) => path)).toEqual([
    'build.frontend',
    'extensions',
    'network',
    'permissions',
    'version',
  ]);
  // Whoever looks at the marketplace sees the published version, and nothing of its review.
  expect(await versionsFor(stranger)).toEqual([{ version: '1.1.0', status: 'PUBLISHED', review: null }]);
});

test.each([
  ['a secret', `var k = "sk_live_${'a1B2'.repeat(6)}";`, 'backend.js:1'],
  ['code that is decoded before it runs', '\neval(atob("YQ=="));', 'backend.js:2'],
  ['code that cannot be parsed', 'var = ;', 'backend.js:1'],
])('a bundle with %s is refused with its place, and changes nothing', async (_, source, path) => {
  const before = await versionsFor(owner);
  const answer = await world.publish(owner, bundleOf(manifestOf({ version: '9.0.0' }), source));
  expect(codeOf(answer)).toBe('PLUGIN_SCAN_REFUSED');
  expect(answer.errors?.[0]?.extensions?.issues).toMatchObject([{ path }]);
  expect((await versionsFor(owner)).map(({ version }: { version: string }) => version)).toEqual(
    before.map(({ version }: { version: string }) => version),
  );
});

test('code that is nested without end costs a refusal, not the process', async () => {
  const source = `var a = ${'['.repeat(200_000)}${']'.repeat(200_000)};`;
  expect(codeOf(await world.publish(owner, bundleOf(manifestOf({ version: '9.0.0' }), source)))).toBe(
    'PLUGIN_SCAN_REFUSED',
  );
  expect(await versionsFor(owner)).toHaveLength(3);
});

test.each([
  ['a name that climbs out', (bytes: Buffer) => renamed(bytes, 'zzzzz.js', '../zz.js')],
  ['a link', (bytes: Buffer) => withMode(bytes, 'zzzzz.js', 0o120777)],
  ['a device', (bytes: Buffer) => withMode(bytes, 'zzzzz.js', 0o020666)],
])('an archive with %s is refused as no bundle', async (_, change) => {
  const archive = Buffer.from(bundleOf(manifestOf({ version: '9.0.0' }), undefined, { 'zzzzz.js': 'x' }));
  const answer = await world.publish(owner, change(archive));
  expect(codeOf(answer)).toBe('PLUGIN_BUNDLE_INVALID');
  expect(await versionsFor(owner)).toHaveLength(3);
});

test('an archive that inflates to more than it may, or is too large itself, is refused before it is unpacked', async () => {
  const manifest = new TextEncoder().encode(JSON.stringify(manifestOf({ version: '9.0.0' })));
  const bomb = packBundle(
    new Map([
      ['plugin.json', manifest],
      ['backend.js', new Uint8Array(64 * 1024 * 1024)],
    ]),
  );
  expect(bomb.byteLength).toBeLessThan(200_000);
  const memory = process.memoryUsage().rss;
  expect(codeOf(await world.publish(owner, bomb))).toBe('PLUGIN_BUNDLE_INVALID');
  expect(process.memoryUsage().rss - memory).toBeLessThan(48 * 1024 * 1024);
  expect(codeOf(await world.publish(owner, new Uint8Array(6 * 1024 * 1024)))).toBe('PLUGIN_BUNDLE_INVALID');
});

/** Overwrites the name in both headers of an entry: what a tool for making archives would refuse to write. */
function renamed(archive: Buffer, from: string, to: string): Buffer {
  for (let at = archive.indexOf(from); at >= 0; at = archive.indexOf(from, at + 1)) archive.write(to, at);
  return archive;
}

/** Makes an entry what Unix calls another kind of file. */
function withMode(archive: Buffer, name: string, mode: number): Buffer {
  const header = archive.lastIndexOf(name) - 46;
  archive.writeUInt8(3, header + 5);
  archive.writeUInt32LE((mode << 16) >>> 0, header + 38);
  return archive;
}
