import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseConfinement } from '../src/confinement/choose-confinement.ts';
import { type Confinement, type Protection, UNCONFINED } from '../src/confinement/confinement.ts';
import { startHost } from './start-host.ts';

/** What native code in a worker would try, V8 and Node's permissions being broken already; each answers whether it could. */
const ATTEMPTS: Readonly<Record<Protection, string>> = {
  network: `fetch(process.argv[1]).then(() => true, () => false)`,
  user: `process.getuid() === Number(process.argv[2]) || manages(() => os.setPriority(-1)) || /CapEff:\\s*0*[1-9a-f]/.test(read('/proc/self/status'))`,
  processes: `fs.existsSync('/proc/' + process.argv[3]) || hears(Number(process.argv[3]))`,
  files: `fs.existsSync('/etc/passwd') || fs.existsSync('/usr/bin/env') || writes('/usr/lib/x') || writes(process.execPath + '.x')`,
  // A socket of the kernel's own is a call that no namespace takes away.
  'system calls': `new Promise(done => require('net').createServer().on('error', () => done(false)).listen({ path: '\\0' + Math.random() }, () => done(true)))`,
};

const SCRIPT = `
const fs = require('node:fs');
const os = require('node:os');
const read = file => fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
const manages = attempt => { try { attempt(); return true; } catch { return false; } };
const hears = pid => { try { process.kill(pid, 0); return true; } catch (error) { return error.code === 'EPERM'; } };
const writes = file => manages(() => { fs.writeFileSync(file, ''); fs.rmSync(file); });
(async () => {
  const could = {};
  ${Object.entries(ATTEMPTS)
    .map(([name, attempt]) => `try { could['${name}'] = await (${attempt}); } catch { could['${name}'] = false; }`)
    .join('\n')}
  console.log(JSON.stringify(could));
  process.exit();
})();`;

let url = '';
const server = createServer((_, response) => response.end('reached'));
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());

async function attemptIn(confinement: Confinement): Promise<Record<Protection, boolean>> {
  const { getuid = () => 0 } = process;
  const command = { file: process.execPath, args: ['-e', SCRIPT, url, String(getuid()), String(process.pid)] };
  const { file, args } = confinement.wrap(command, [path.resolve(import.meta.dirname, '../src')]);
  const { filter } = confinement;
  const child = spawn(file, args, {
    env: {},
    stdio: ['ignore', 'pipe', 'inherit', 'ignore', filter ? 'pipe' : 'ignore'],
  });
  if (filter) (child.stdio[4] as Writable).end(filter);
  return JSON.parse(await text(child.stdout!)) as Record<Protection, boolean>;
}

describe('a confined process', () => {
  test('reaches nothing that its confinement says it keeps away', async () => {
    const { confinement } = await chooseConfinement('auto', async each => void (await attemptIn(each)));
    expect(confinement.protects).toEqual(expect.arrayContaining(['network', 'processes']));
    const could = await attemptIn(confinement);
    for (const protection of confinement.protects) expect([protection, could[protection]]).toEqual([protection, false]);
  });

  test('would reach all of it without', async () => {
    expect(await attemptIn(UNCONFINED)).toEqual({
      network: true,
      user: true,
      processes: true,
      files: true,
      'system calls': true,
    });
  });
});

describe('a host', () => {
  test('that must confine its workers does not start where it cannot, and says what is missing', async () => {
    const starting = startHost({ confinement: 'none', requireConfinement: true });
    await expect(starting).rejects.toThrow(/not confined in: network, user, processes, files, system calls/);
    // Nothing of the failed start goes on: timers fire again.
    const failedAt = performance.now();
    await new Promise(resolve => setTimeout(resolve, 10));
    expect(performance.now() - failedAt).toBeLessThan(10_000);
  });

  test('that need not starts, and warns of it', async () => {
    const lines: string[] = [];
    const { spawned, run } = await startHost({ confinement: 'none', onLogLine: line => lines.push(line) });
    expect(await run('echo')).toMatchObject({ ok: true });
    expect(lines.map(line => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ level: 40, confinement: 'none', missing: expect.arrayContaining(['network']) }),
    );
    await spawned.stop();
  });
});
