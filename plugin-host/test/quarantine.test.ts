import { afterEach, expect, test } from 'vitest';
import type { LogLine } from '../src/client.ts';
import { accused, codeKey, Quarantine } from '../src/quarantine.ts';
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
    await expect.poll(replaced).toBe(strike);
  }
  expect(told).toEqual([]);

  const calm = { organizationId: 'org-b', pluginId: 'calm', integrity: 'sha256-calm' };
  const beside = run('sleep', { ms: 5_500 }, calm);
  expect(codeOf(await run('unstoppable', {}, { ...wedge, onLog }))).toBe('PLUGIN_CPU_LIMIT');
  await expect.poll(replaced).toBe(3);
  expect(codeOf(await beside)).toBe('ok');
  expect(told).toMatchObject([{ level: 'warn', message: expect.stringContaining('an isolate does not stop') }]);
  // Its next version is another piece of code.
  const next: LogLine[] = [];
  expect(codeOf(await run('echo', {}, { ...wedge, integrity: 'sha256-mended', onLog: line => next.push(line) }))).toBe(
    'ok',
  );
  expect(next).toEqual([]);
});

test('of what ran in a lost process, calls that it had announced are accused, and those that a second one is lost with', () => {
  const call = (pluginId: string) => ({ call: { pluginId, integrity: 'sha256' } });
  const innocent = { ...call('innocent'), taken: false, moved: false };
  const running = { ...call('running'), taken: true, moved: false };
  const again = { ...call('again'), taken: false, moved: true };
  expect([...accused([innocent, running, again, running])]).toEqual([
    [codeKey(running.call), 1],
    // As many as put it into quarantine: it was there both times.
    [codeKey(again.call), 2],
  ]);
});

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
