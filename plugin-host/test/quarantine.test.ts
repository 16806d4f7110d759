import { afterEach, expect, test } from 'vitest';
import type { LogLine } from '../src/client.ts';
import { Quarantine } from '../src/quarantine.ts';
import { workersOf } from './processes.ts';
import { codeOf, startHost } from './start-host.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

test('code that costs two workers their lives runs in one of its own, its tenants are told why, and neighbours are spared', async () => {
  const lines: string[] = [];
  const { spawned, run } = await startHost({ workers: 1, onLogLine: line => lines.push(line) });
  stops.push(() => spawned.stop());
  const wedge = { pluginId: 'wedge', integrity: 'sha256-wedge' };
  const told: LogLine[] = [];
  const onLog = (line: LogLine) => told.push(line);
  const replaced = () => lines.filter(line => line.includes('worker is replaced')).length;
  for (const strike of [1, 2]) {
    expect(codeOf(await run('unstoppable', {}, { ...wedge, onLog }))).toBe('PLUGIN_CPU_LIMIT');
    // Its worker dies of it: a neighbour's call in the same one would be lost with it.
    await expect.poll(replaced, { timeout: 5_000 }).toBe(strike);
  }
  expect(told).toEqual([]);

  const calm = { organizationId: 'org-b', pluginId: 'calm', integrity: 'sha256-calm' };
  const beside = run('sleep', { ms: 5_500 }, calm);
  expect(codeOf(await run('unstoppable', {}, { ...wedge, onLog }))).toBe('PLUGIN_CPU_LIMIT');
  await expect.poll(replaced, { timeout: 5_000 }).toBe(3);
  expect(codeOf(await beside)).toBe('ok');
  expect(told).toMatchObject([{ level: 'warn', message: expect.stringContaining('an isolate does not stop') }]);
  // Its next version is another piece of code.
  const next: LogLine[] = [];
  expect(codeOf(await run('echo', {}, { ...wedge, integrity: 'sha256-mended', onLog: line => next.push(line) }))).toBe(
    'ok',
  );
  expect(next).toEqual([]);
}, 40_000);

test('a call that two workers are lost with before they say a word of it is not tried a third time, and its code is in quarantine', async () => {
  const lines: string[] = [];
  const { spawned, run } = await startHost({ workers: 1, onLogLine: line => lines.push(line) });
  stops.push(() => spawned.stop());
  const mute = { pluginId: 'mute', integrity: 'sha256-mute' };
  const lost = () => lines.filter(line => line.includes('worker is lost')).length;
  const loseTwo = async () => {
    const workers = workersOf(spawned.pid);
    for (const worker of workers) process.kill(worker, 'SIGSTOP');
    const running = run('echo', {}, mute);
    // Answered after the call on the same connection, so the host has passed the call on by then.
    expect(await spawned.host.ready()).toBe(true);
    for (const worker of workers) {
      const before = lost();
      process.kill(worker, 'SIGKILL');
      await expect.poll(lost, { timeout: 5_000 }).toBeGreaterThan(before);
    }
    return codeOf(await running);
  };
  // Where the spare has not started in full yet, a new worker takes the call instead, and answers.
  await expect.poll(loseTwo, { timeout: 30_000 }).toBe('PLUGIN_HOST_UNAVAILABLE');
  const accused = () => lines.filter(line => line.includes('code is in quarantine')).join();
  await expect.poll(accused, { timeout: 5_000 }).toContain('two processes died that ran it');
  const told: LogLine[] = [];
  expect(codeOf(await run('echo', {}, { ...mute, onLog: line => told.push(line) }))).toBe('ok');
  expect(told).toMatchObject([{ level: 'warn', message: expect.stringContaining('two processes died') }]);
}, 60_000);

test('strikes are forgotten after an hour', () => {
  let now = 0;
  const quarantine = new Quarantine(() => now);
  expect(quarantine.strike('code', 'first')).toBe(false);
  now += 3_600_000;
  expect(quarantine.strike('code', 'second')).toBe(false);
  expect(quarantine.strike('code', 'third')).toBe(true);
  expect(quarantine.reason('code')).toBe('third');
  expect(quarantine.reasonToTell('code', 'org-a')).toBe('third');
  expect(quarantine.reasonToTell('code', 'org-a')).toBeUndefined();
  expect(quarantine.reasonToTell('code', 'org-b')).toBe('third');
  now += 3_600_000;
  expect(quarantine.reason('code')).toBeUndefined();
});
