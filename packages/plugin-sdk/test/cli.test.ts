import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBundle } from '../src/bundle.ts';

import { GOOD, manifest, plugin, serve, ticketbasePlugin } from './command-line.ts';

describe('validate', () => {
  test('names the typed mutations of a valid plugin', async () => {
    const result = await ticketbasePlugin('validate', await plugin(GOOD), '--json');
    expect(result.code).toBe(0);
    expect(JSON.parse(result.stdout)).toMatchObject({ ok: true, id: 'door-list', fields: ['doorList_print: JSON'] });
  });

  test('points to the file and line of each fault', async () => {
    const dir = await plugin(GOOD, { version: '1', network: ['api.example.com', 'http://evil'] });
    const { code, stderr } = await ticketbasePlugin('validate', dir);
    expect(code).toBe(1);
    const lines = (await readFile(path.join(dir, 'plugin.json'), 'utf8')).split('\n');
    for (const needle of ['"version"', '"http://evil"']) {
      const line = lines.findIndex(each => each.includes(needle)) + 1;
      expect(stderr).toMatch(new RegExp(`^plugin\\.json:${line}:\\d+: `, 'm'));
    }
  });

  test('points at a platform that is another', async () => {
    const { code, stderr } = await ticketbasePlugin('validate', await plugin(GOOD, { platform: '^2.0.0' }));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^plugin\.json:\d+:\d+: platform asks for a platform of \^2\.0\.0; this one is 1\.0\.0$/m);
  });

  test('says so when there is no plugin, or no JSON', async () => {
    const dir = await plugin(GOOD);
    await writeFile(path.join(dir, 'plugin.json'), '{');
    expect((await ticketbasePlugin('validate', dir)).stderr).toMatch(/plugin\.json:1:1: is not JSON/);
    await rm(path.join(dir, 'plugin.json'));
    expect((await ticketbasePlugin('validate', dir)).stderr).toBe(`plugin.json: is missing in ${dir}\n`);
  });
});

describe('build', () => {
  test('writes an archive that the server accepts, the same one every time', async () => {
    const dir = await plugin(GOOD);
    const first = JSON.parse((await ticketbasePlugin('build', dir, '--json')).stdout);
    const bytes = await readFile(first.file);
    const read = readBundle(bytes);
    expect(read.ok && read.bundle.integrity).toBe(first.integrity);
    expect(first.files).toEqual(['backend.js', 'backend.js.map', 'plugin.json']);
    await ticketbasePlugin('build', dir, '--out', first.file);
    expect(bytes.equals(await readFile(first.file))).toBe(true);
  });

  test.each([
    [
      'a module of Node',
      `import { readFileSync } from 'node:fs';\nexport const backendActions = { print: () => readFileSync('x') };`,
      /src\/backend\.ts:1:\d+: "node:fs" does not exist/,
    ],
    [
      'a module of Node without its prefix',
      `export const a = 1;\nimport 'fs';`,
      /src\/backend\.ts:2:\d+: "fs" does not exist/,
    ],
    ['a package that is not installed', `import 'left-pad-of-nobody';`, /src\/backend\.ts:1:\d+: Could not resolve/],
    ['a syntax error', 'export const = 1;', /src\/backend\.ts:1:\d+: Expected identifier/],
  ])('refuses %s with file and line', async (_, backend, message) => {
    const { code, stderr } = await ticketbasePlugin('build', await plugin(backend));
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });
});

describe.each(['validate', 'build'])('%s', command => {
  const UPGRADE = 'export const onUpgrade = async () => {};\n';

  test.each([
    [
      'a function of the lifecycle that is exported and not named',
      { 'src/backend.ts': `${GOOD}${UPGRADE}` },
      {},
      'src/backend.ts:2:14: exports onUpgrade, which never runs: add it to lifecycle in plugin.json\n',
    ],
    [
      'one that another module writes',
      { 'src/backend.ts': `${GOOD}export * from './later.ts';`, 'src/later.ts': `\n${UPGRADE}` },
      {},
      'src/later.ts:2:14: exports onUpgrade, which never runs: add it to lifecycle in plugin.json\n',
    ],
    [
      'one that is exported under the name of the lifecycle alone',
      { 'src/backend.ts': `${GOOD}const bye = () => {};\nexport {\n  bye as onUninstall,\n};\n` },
      {},
      'src/backend.ts:4:10: exports onUninstall, which never runs: add it to lifecycle in plugin.json\n',
    ],
    [
      'one that is named and not exported',
      { 'src/backend.ts': `${GOOD}const onUpgrade = () => {};\n${UPGRADE.replace('Upgrade', 'Uninstall')}` },
      { lifecycle: ['onUninstall', 'onUpgrade'] },
      /^plugin\.json:\d+:5: lifecycle\.1 needs onUpgrade, which src\/backend\.ts does not export\n$/,
    ],
    [
      'actions and hooks of which nothing is exported',
      { 'src/backend.ts': 'export {};\n' },
      { hooks: ['event.created'], permissions: ['events:read'] },
      /^plugin\.json:\d+:3: actions needs backendActions, .*\nplugin\.json:\d+:3: hooks needs hooks, .*\n$/,
    ],
    [
      'an await at the top of a module',
      { 'src/backend.ts': `import './later.ts';\n${GOOD}`, 'src/later.ts': '\nawait Promise.resolve();\n' },
      {},
      'src/later.ts:2:1: Code of a plugin awaits in its functions only, not at the top of a module\n',
    ],
    [
      'a component that is not exported',
      { 'src/backend.ts': GOOD, 'src/index.tsx': 'export const Badge = () => <b>Hello</b>;\n' },
      {
        build: { backend: 'src/backend.ts', frontend: 'src/index.tsx' },
        extensions: ['Badge', 'Card'].map(component => ({ target: 'DASHBOARD_WIDGET', component })),
      },
      /^plugin\.json:\d+:\d+: extensions\.1\.component needs Card, which src\/index\.tsx does not export\n$/,
    ],
    [
      'a fault in the components',
      { 'src/backend.ts': GOOD, 'src/index.tsx': 'export const Badge = () => <b>Hello</i>;\n' },
      { build: { backend: 'src/backend.ts', frontend: 'src/index.tsx' } },
      /^src\/index\.tsx:1:\d+: Unexpected closing "i" tag/,
    ],
  ])('points at %s', async (_, sources, change, expected) => {
    const dir = await plugin('', change);
    for (const [file, source] of Object.entries(sources)) await writeFile(path.join(dir, file), source);
    const { code, stderr } = await ticketbasePlugin(command, dir);
    expect(code).toBe(1);
    if (typeof expected === 'string') expect(stderr).toBe(expected);
    else expect(stderr).toMatch(expected);
  });

  test('is content with functions of the lifecycle that are exported and named', async () => {
    const dir = await plugin(`${GOOD}${UPGRADE}`, { lifecycle: ['onUpgrade'] });
    expect((await ticketbasePlugin(command, dir)).stderr).toBe('');
  });
});

describe('publish', () => {
  const published = {
    plugin: { id: 'door-list' },
    version: { version: '1.0.0', status: 'PUBLISHED', integrity: 'x' },
    supergraphRelease: '1',
    warnings: [],
  };

  test('uploads the archive as a GraphQL multipart request', async () => {
    const { endpoint, requests } = await serve(200, { data: { publishPlugin: published } });
    const result = await ticketbasePlugin(
      'publish',
      await plugin(GOOD),
      '--endpoint',
      endpoint,
      '--token',
      't0ken',
      '--json',
    );
    expect(result.code).toBe(0);
    expect(JSON.parse(result.stdout)).toMatchObject({ ok: true, publication: published });
    expect(requests[0]?.headers).toMatchObject({ authorization: 'Bearer t0ken', 'apollo-require-preflight': 'true' });
    expect(requests[0]?.body).toMatch(
      /name="operations"[\s\S]*publishPlugin[\s\S]*name="map"[\s\S]*filename="door-list-1.0.0.zip"[\s\S]*PK/,
    );
  });

  test('ends with 3 and the reasons when the server refuses', async () => {
    const extensions = {
      code: 'PLUGIN_VERSION_EXISTS',
      issues: [{ path: ['version'], message: 'is published already' }],
    };
    const { endpoint } = await serve(200, { data: null, errors: [{ message: 'Refused.', extensions }] });
    const result = await ticketbasePlugin(
      'publish',
      await plugin(GOOD),
      '--endpoint',
      endpoint,
      '--token',
      'secret-token',
    );
    expect(result.code).toBe(3);
    expect(result.stderr).toBe('PLUGIN_VERSION_EXISTS: Refused.\n  version: is published already\n');
  });

  test('ends with 4 when the server fails or is not there', async () => {
    const { endpoint } = await serve(503, {});
    expect((await ticketbasePlugin('publish', await plugin(GOOD), '--endpoint', endpoint, '--token', 't')).code).toBe(
      4,
    );
    const nobody = ['--endpoint', 'http://127.0.0.1:1/graphql', '--token', 't'];
    expect((await ticketbasePlugin('publish', await plugin(GOOD), ...nobody)).code).toBe(4);
  });
});

describe('a wrong command line', () => {
  test.each([
    [[], /^a command is needed\n\nticketbase-plugin <command>[\s\S]*Exit codes/],
    [['valdate'], /^there is no command valdate; did you mean validate\?\nticketbase-plugin --help lists/],
    [['validate', '--colour'], /^Unknown option '--colour'\nticketbase-plugin --help lists/],
    [
      ['publish', '.'],
      /^publish needs --endpoint or TICKETBASE_ENDPOINT with a URL; ticketbase-plugin publish --help tells more\n$/,
    ],
    [['validate', 'a', 'b'], /^too many arguments: b; /],
    [['validate', '--check'], /^validate takes no --check; /],
    [['create'], /^create needs a folder; /],
  ])('%j ends with 2, the reason, and where there is help', async (args, message) => {
    const { code, stderr } = await ticketbasePlugin(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('--help', () => {
  test('tells all, or of one command its options and no others', async () => {
    const all = await ticketbasePlugin('--help');
    expect([all.code, all.stdout]).toEqual([
      0,
      expect.stringMatching(/^ {2}replay [\s\S]*^ {2}--header [\s\S]*^ {2}4 /m),
    ]);
    const logs = await ticketbasePlugin('logs', '--help');
    expect(logs.code).toBe(0);
    expect(logs.stdout).toMatch(/^ticketbase-plugin logs \[folder\] \[options\]\n\nshow the plugin's log/);
    const options = logs.stdout.match(/^ {2}--[\w-]+/gm)?.map(option => option.trim());
    expect(options).toEqual(['--json', '--endpoint', '--token', '--follow']);
    expect(logs.stdout).not.toContain('undefined');
  });
});

describe('typegen', () => {
  test('writes the types once, and --check tells when plugin.json has moved on', async () => {
    const dir = await plugin(GOOD);
    expect((await ticketbasePlugin('typegen', dir, '--check')).code).toBe(1);
    expect(JSON.parse((await ticketbasePlugin('typegen', dir, '--json')).stdout)).toMatchObject({ changed: true });
    expect(JSON.parse((await ticketbasePlugin('typegen', dir, '--json')).stdout)).toMatchObject({ changed: false });
    expect((await ticketbasePlugin('typegen', dir, '--check')).code).toBe(0);
    await writeFile(path.join(dir, 'plugin.json'), JSON.stringify({ ...manifest, actions: {}, build: {} }));
    const { code, stderr } = await ticketbasePlugin('typegen', dir, '--check');
    expect([code, stderr]).toEqual([1, 'src/generated/plugin.ts: is not what plugin.json says; run typegen\n']);
  });
});

describe('test', () => {
  const failing = `import { test } from 'node:test';
test('holds', () => {});
test('breaks', () => { throw new Error('two is not three'); });
`;

  test('runs the test files and says which test failed, and why', async () => {
    const dir = await plugin(GOOD);
    await writeFile(path.join(dir, 'src/backend.test.ts'), failing);
    const { code, stdout } = await ticketbasePlugin('test', dir, '--json');
    const report = JSON.parse(stdout);
    expect([code, report.passed, report.failed]).toEqual([1, 1, 1]);
    const file = 'src/backend.test.ts';
    expect(report.tests).toMatchObject([
      { name: 'holds', ok: true, file },
      { name: 'breaks', ok: false, message: expect.stringContaining('two is not three') },
    ]);
    await writeFile(path.join(dir, 'src/backend.test.ts'), failing.replace(/^test\('breaks.*$/m, ''));
    expect((await ticketbasePlugin('test', dir)).code).toBe(0);
  });

  test('fails for a file that does not load, and for a plugin without tests', async () => {
    const dir = await plugin(GOOD);
    expect((await ticketbasePlugin('test', dir)).stderr).toMatch(/has no test file/);
    await writeFile(path.join(dir, 'src/backend.test.ts'), 'throw new Error("not loaded");');
    const { code, stderr } = await ticketbasePlugin('test', dir);
    expect(code).toBe(1);
    expect(stderr).toContain('0 passed, 1 failed');
  });
});

describe('dev and logs', () => {
  test('dev publishes to a server on this machine only', async () => {
    const target = ['--endpoint', 'https://tickets.example.com/graphql', '--token', 't'];
    const { code, stderr } = await ticketbasePlugin('dev', await plugin(GOOD), ...target);
    expect([code, stderr.split('\n')[0]]).toEqual([2, expect.stringContaining('this machine only')]);
  });

  test('dev ends with 3 when the token is refused, which no change to the sources mends', async () => {
    const errors = [{ message: 'Sign in.', extensions: { code: 'UNAUTHENTICATED' } }];
    const { endpoint } = await serve(200, { data: null, errors });
    const { code, stdout } = await ticketbasePlugin(
      'dev',
      await plugin(GOOD),
      '--endpoint',
      endpoint,
      '--token',
      't',
      '--json',
    );
    expect([code, JSON.parse(stdout)]).toEqual([3, expect.objectContaining({ ok: false, code: 'UNAUTHENTICATED' })]);
  });

  test('logs shows the oldest line first', async () => {
    const node = (id: string) => ({
      id,
      at: id,
      level: 'INFO',
      message: `line ${id}`,
      fields: null,
      source: 'print',
      requestId: 'r',
    });
    const logs = {
      edges: [{ node: node('2') }, { node: node('1') }],
      pageInfo: { hasNextPage: false, endCursor: null },
    };
    const { endpoint } = await serve(200, { data: { installedPlugins: [{ plugin: { id: 'door-list' }, logs }] } });
    const { code, stdout } = await ticketbasePlugin('logs', await plugin(GOOD), '--endpoint', endpoint, '--token', 't');
    expect([code, stdout]).toEqual([0, '1 INFO  print: line 1\n2 INFO  print: line 2\n']);
  });

  test('logs ends with 3 for a plugin that is not installed', async () => {
    const { endpoint } = await serve(200, { data: { installedPlugins: [] } });
    const { code, stderr } = await ticketbasePlugin(
      'logs',
      await plugin(GOOD),
      '--endpoint',
      endpoint,
      '--token',
      't',
      '--follow',
    );
    expect([code, stderr]).toEqual([
      3,
      'PLUGIN_NOT_INSTALLED: door-list is not installed in the organization of the token\n',
    ]);
  });
});
