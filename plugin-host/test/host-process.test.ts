import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectPluginHost, HostCallRefused, type LogLine, type SpawnOptions } from '../src/client.ts';
import { parseConfig } from '../src/config.ts';
import { PROTOCOL_VERSION } from '../src/protocol.ts';
import { startServer } from '../src/server.ts';
import { HOSTILE_BUNDLE } from './hostile-plugin.ts';
import { childrenOf, descendantsOf, workersOf } from './processes.ts';
import { codeOf, startHost } from './start-host.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each();
});
async function start(options: SpawnOptions = {}) {
  const started = await startHost(options);
  cleanUp.push(() => started.spawned.stop());
  return started;
}
const environmentOf = (pid: number) => readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
/** A call whose code runs: it has asked for something and gets no answer before there is one. */
async function underWay(
  run: Awaited<ReturnType<typeof startHost>>['run'],
  answer: Promise<unknown> = new Promise(() => {}),
) {
  const asked = Promise.withResolvers<void>();
  const result = run(
    'call',
    {},
    {
      onHostCall: () => {
        asked.resolve();
        return answer;
      },
    },
  );
  await asked.promise;
  return { result };
}
const isGone = (pid: number) => {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return true;
  }
};

describe('a call', () => {
  let started: Awaited<ReturnType<typeof startHost>>;
  let run: typeof started.run;
  beforeAll(async () => {
    started = await startHost();
    run = started.run;
  });
  afterAll(() => started.spawned.stop());

  test('is given its params and settings and answers JSON', async () => {
    const result = await run('echo', { seats: ['A1'] }, { configuration: { iban: 'DE02' } });
    expect(result).toMatchObject({
      ok: true,
      data: { params: { seats: ['A1'] }, config: { iban: 'DE02' }, tenant: 'org-a' },
    });
  });

  test('of a hook gets the event and the settings', async () => {
    const result = await run(
      'order.confirmed',
      { orderId: 'o1' },
      { kind: 'hook', configuration: { currency: 'EUR' } },
    );
    expect(result).toMatchObject({ ok: true, data: { order: 'o1', currency: 'EUR' } });
  });

  test.each(['nope', 'toString', '__proto__', 'order.confirmed'])(
    'of %s, which is no action, is PLUGIN_ACTION_NOT_FOUND',
    async name => {
      expect(codeOf(await run(name))).toBe('PLUGIN_ACTION_NOT_FOUND');
    },
  );

  test('asks the caller for storage and GraphQL', async () => {
    const asked: unknown[] = [];
    const onHostCall = async (name: string, args: unknown) => {
      asked.push([name, args]);
      return { data: { me: null } };
    };
    expect(await run('graphql', {}, { onHostCall })).toMatchObject({ ok: true, data: { data: { me: null } } });
    expect(asked).toEqual([['graphql', { query: '{ me { id } }', variables: { a: 1 } }]]);
  });

  test('is refused an answer that is too large to carry', async () => {
    const onHostCall = async () => 'x'.repeat(5 * 1024 * 1024);
    const result = await run('call', {}, { onHostCall });
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'PLUGIN_HOST_CALL_REFUSED', message: expect.stringMatching(/answered more than/) },
    });
    expect(codeOf(await run('echo'))).toBe('ok');
  });

  test('goes on when the log cannot be written', async () => {
    const onLog = () => {
      throw new Error('disk full');
    };
    expect(codeOf(await run('many-logs', {}, { onLog }))).toBe('ok');
  });

  test('learns why the caller refused, and nothing about a fault of the caller’s own', async () => {
    const refused = await run(
      'call',
      {},
      { onHostCall: () => Promise.reject(new HostCallRefused('QUOTA', 'the storage is full')) },
    );
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'PLUGIN_HOST_CALL_REFUSED', message: 'the storage is full' },
    });
    const failed = await run('call', {}, { onHostCall: () => Promise.reject(new Error('password=hunter2')) });
    expect(failed).toMatchObject({
      ok: false,
      error: { code: 'PLUGIN_HOST_CALL_REFUSED', message: 'storage.set failed' },
    });
  });

  test('has hashes, signatures and randomness', async () => {
    expect(await run('crypto')).toMatchObject({
      ok: true,
      data: {
        hash: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        hmac: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
        bytes: 32,
        uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        same: true,
        differs: false,
        empty: false,
      },
    });
  });

  test('fetches its bundle once, whatever the number of calls and tenants', async () => {
    let loads = 0;
    const loadBundle = async () => {
      loads++;
      return HOSTILE_BUNDLE;
    };
    for (const organizationId of ['a', 'b', 'a'])
      expect(codeOf(await run('echo', {}, { organizationId, loadBundle, integrity: 'sha256-counted' }))).toBe('ok');
    expect(loads).toBe(1);
  });

  test.each([
    ['that does not parse', async () => 'var x = ;'],
    ['that throws when it loads', async () => 'throw new Error("at load")'],
    ['that cannot be read', () => Promise.reject(new Error('no such object'))],
  ])('with a bundle %s is PLUGIN_BUNDLE_INVALID', async (_, loadBundle) => {
    expect(codeOf(await run('echo', {}, { loadBundle, integrity: 'sha256-other' }))).toBe('PLUGIN_BUNDLE_INVALID');
    expect(codeOf(await run('echo'))).toBe('ok');
  });

  test('runs beside others and keeps their answers apart', async () => {
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, i) => run('echo', { i }, { organizationId: `org-${i % 5}` })),
    );
    expect(results.map(result => result.ok && result.data)).toEqual(
      Array.from({ length: 40 }, (_, i) => ({ params: { i }, config: {}, tenant: `org-${i % 5}` })),
    );
  });

  test('ends when its caller aborts it, and frees its isolate', async () => {
    const { run } = await start({ maxIsolates: 1 });
    const aborted = new AbortController();
    const lines: LogLine[] = [];
    const running = run('sleep', { ms: 30_000 }, { signal: aborted.signal, onLog: line => lines.push(line) });
    setTimeout(() => aborted.abort(), 100);
    expect(codeOf(await running)).toBe('PLUGIN_CANCELLED');
    expect(codeOf(await run('echo'))).toBe('ok');
    expect(codeOf(await run('echo', {}, { signal: AbortSignal.abort() }))).toBe('PLUGIN_CANCELLED');
  });
});

describe('a worker that many calls share', () => {
  test('leaves room for the other tenants when one tenant’s calls all wait', async () => {
    const { run } = await start({ maxIsolates: 4, limits: { wallMs: 30_000 } });
    const held = Promise.withResolvers<null>();
    const half = await Promise.all([underWay(run, held.promise), underWay(run, held.promise)]);
    const waiting = Array.from({ length: 8 }, () => run('echo', {}, { limits: { wallMs: 1_000 } }));
    expect(codeOf(await run('echo', {}, { organizationId: 'org-b' }))).toBe('ok');
    // Those for which there is no place in the tenant's half wait for one until their time is over.
    expect((await Promise.all(waiting)).map(codeOf)).toEqual(Array(8).fill('PLUGIN_TIMEOUT'));
    held.resolve(null);
    expect((await Promise.all(half.map(({ result }) => result))).map(codeOf)).toEqual(['ok', 'ok']);
  });

  test('never lends one tenant’s isolate to another', async () => {
    const { run } = await start({ maxIsolates: 1 });
    for (const organizationId of ['a', 'b', 'a', 'b'])
      expect(await run('echo', {}, { organizationId })).toMatchObject({ ok: true, data: { tenant: organizationId } });
  });
});

describe('the processes', () => {
  test('have nothing of ours in their environment', async () => {
    process.env.PLUGIN_HOST_TEST_SECRET = 'hunter2';
    cleanUp.push(async () => delete process.env.PLUGIN_HOST_TEST_SECRET);
    const { spawned, run } = await start();
    await run('echo');
    const workers = workersOf(spawned.pid);
    expect(workers.length).toBeGreaterThan(0);
    expect(environmentOf(spawned.pid)).toEqual([]);
    for (const pid of workers)
      for (const entry of environmentOf(pid)) expect(entry).toMatch(/^NODE_CHANNEL_(FD|SERIALIZATION_MODE)=|^PWD=\/$/);
    const token = readFileSync(`/proc/${spawned.pid}/cmdline`, 'utf8');
    expect(token).not.toMatch(/[0-9a-f]{32}/);
  });

  test('a worker may read its own code, and neither data nor the environment of others', async () => {
    const { spawned } = await start();
    const flags = readFileSync(`/proc/${workersOf(spawned.pid)[0]}/cmdline`, 'utf8').split('\0');
    expect(flags).toContain('--permission');
    const attempt = `require('node:fs').readFileSync(process.argv[1]).length`;
    const read = (file: string) => {
      const permissions = flags.filter(flag => /^--(?:permission|allow-)/.test(flag));
      return spawnSync(process.execPath, [...permissions, '-p', attempt, file], { env: {} }).stderr.toString();
    };
    for (const file of [`/proc/${process.pid}/environ`, '/etc/passwd']) expect(read(file)).toMatch(/ERR_ACCESS_DENIED/);
    expect(read(fileURLToPath(new URL('../src/worker.ts', import.meta.url)))).not.toMatch(/ERR_ACCESS_DENIED/);
  });

  test('a host killed in mid-call ends the call with a code, and the next call is served by a new one', async () => {
    const { spawned, run } = await start();
    const before = spawned.pid;
    const running = await underWay(run);
    const orphans = descendantsOf(before);
    process.kill(before, 'SIGKILL');
    const result = await running.result;
    expect(result).toMatchObject({ ok: false, error: { code: 'PLUGIN_HOST_UNAVAILABLE', retryable: true } });
    expect(result, 'nobody knows what it did').not.toHaveProperty('error.neverRan');
    expect(codeOf(await run('echo'))).toBe('ok');
    expect(spawned.pid).not.toBe(before);
    await expect.poll(() => orphans.every(isGone)).toBe(true);
  });

  test('a worker killed in mid-call ends the call with a code, and the next call is served by a new one', async () => {
    const { spawned, run } = await start();
    expect(codeOf(await run('echo'))).toBe('ok');
    const running = await underWay(run);
    const [worker] = workersOf(spawned.pid);
    process.kill(worker!, 'SIGKILL');
    const result = await running.result;
    expect(result).toMatchObject({ ok: false, error: { code: 'PLUGIN_HOST_UNAVAILABLE', retryable: true } });
    expect(result, 'nobody knows what it did').not.toHaveProperty('error.neverRan');
    expect(codeOf(await run('echo'))).toBe('ok');
    expect(workersOf(spawned.pid)).not.toContain(worker);
  });

  test('a call that the lost worker had not taken yet runs in the next one', async () => {
    const { spawned, run } = await start();
    expect(codeOf(await run('echo'))).toBe('ok');
    const [worker] = workersOf(spawned.pid);
    process.kill(worker!, 'SIGSTOP');
    const running = run('echo');
    // Answered after the call on the same connection, so the host has passed the call on by then.
    expect(await spawned.host.ready()).toBe(true);
    process.kill(worker!, 'SIGKILL');
    expect(codeOf(await running)).toBe('ok');
  });

  test('a worker that is stopped is killed, and its call ends as PLUGIN_TIMEOUT', async () => {
    const { spawned, run } = await start();
    expect(codeOf(await run('echo'))).toBe('ok');
    const [worker] = workersOf(spawned.pid);
    process.kill(worker!, 'SIGSTOP');
    expect(codeOf(await run('echo', {}, { limits: { wallMs: 300 } }))).toBe('PLUGIN_TIMEOUT');
    expect(codeOf(await run('echo'))).toBe('ok');
  });

  test('end when the process that started them is killed', async () => {
    const script = fileURLToPath(new URL('./parent-process.ts', import.meta.url));
    const parent = spawn(process.execPath, ['--conditions=source', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [host] = await once(createInterface({ input: parent.stdout }), 'line').then(([line]) => [Number(line)]);
    await expect.poll(() => childrenOf(host!).length).toBeGreaterThan(0);
    const pids = [host!, ...descendantsOf(host!)];
    parent.kill('SIGKILL');
    await expect.poll(() => pids.every(isGone)).toBe(true);
  });

  test('write what happened to their log, and nothing of what a call was given', async () => {
    const lines: string[] = [];
    const { run } = await start({ onLogLine: line => lines.push(line), logLevel: 'debug' });
    await run('echo', { buyer: 'Ada' }, { configuration: { iban: 'DE02' } });
    await run('throw', { buyer: 'Ada' });
    await expect.poll(() => lines.some(line => line.includes('"code":"PLUGIN_THREW"'))).toBe(true);
    const failed = JSON.parse(lines.find(line => line.includes('call failed'))!);
    expect(failed).toMatchObject({ requestId: 'req-1', organizationId: 'org-a', pluginId: 'hostile', name: 'throw' });
    expect(lines.join()).not.toMatch(/Ada|DE02|no such seat/);
  });

  test('are reported as not started, with the reason, when a flag is wrong', async () => {
    await expect(startHost({ limits: { cpuMs: 0.5 } })).rejects.toThrow(/--cpu-ms must be a positive integer/);
  });

  test('end when they are stopped, and leave no socket', async () => {
    const { spawned, run } = await startHost();
    await run('echo');
    const pids = [spawned.pid, ...descendantsOf(spawned.pid)];
    await spawned.stop();
    await expect.poll(() => pids.every(isGone)).toBe(true);
    expect(await run('echo')).toMatchObject({ error: { code: 'PLUGIN_HOST_UNAVAILABLE', neverRan: true } });
  });
});

describe('a host that listens on TCP', () => {
  const token = 'a-token-of-some-length';
  async function listen() {
    const folder = await mkdtemp(path.join(tmpdir(), 'plugin-host-test-'));
    cleanUp.push(() => rm(folder, { recursive: true }));
    await writeFile(path.join(folder, 'token'), `${token}\n`);
    const config = parseConfig([
      '--listen',
      'tcp://127.0.0.1:0',
      '--token-file',
      path.join(folder, 'token'),
      '--workers',
      '1',
    ]);
    const server = await startServer({ ...config, token: config.token!, logLevel: 'silent' });
    cleanUp.push(() => server.close(0));
    return server.address as { host: string; port: number };
  }

  test('serves who has the token', async () => {
    const { port } = await listen();
    const host = connectPluginHost({ address: `tcp://127.0.0.1:${port}`, token });
    cleanUp.push(() => host.close());
    expect(await host.ready()).toBe(true);
  });

  test.each([
    [
      'a wrong token',
      JSON.stringify({ type: 'hello', protocol: PROTOCOL_VERSION, token: 'another-token-of-a-length' }),
    ],
    ['no token', JSON.stringify({ type: 'ping' })],
    ['something that is not JSON', 'GET / HTTP/1.1'],
  ])('hangs up on %s', async (_, greeting) => {
    const { port } = await listen();
    const socket = connect(port, '127.0.0.1');
    const header = Buffer.alloc(4);
    header.writeUInt32BE(Buffer.byteLength(greeting));
    socket.write(Buffer.concat([header, Buffer.from(greeting)]));
    let received = '';
    socket.on('data', chunk => {
      received += chunk;
    });
    await new Promise(resolve => socket.once('close', resolve));
    expect(received).toBe('');
  });

  test('hangs up on a first frame that is too large, before reading it', async () => {
    const { port } = await listen();
    const socket = connect(port, '127.0.0.1');
    const header = Buffer.alloc(4);
    header.writeUInt32BE(1024 * 1024 * 1024);
    socket.write(header);
    await new Promise(resolve => socket.once('close', resolve));
  });
});

describe('parseConfig', () => {
  test('names every fault at once', () => {
    const parse = () => parseConfig(['--listen', 'tcp://0.0.0.0:80', '--cpu-ms', 'many', '--workers', '0']);
    expect(parse).toThrow(
      /--listen must[\s\S]*--token-file and --token-stdin[\s\S]*--workers must[\s\S]*--cpu-ms must/,
    );
    expect(() => parseConfig(['--colour'])).toThrow(/--colour/);
  });
});
