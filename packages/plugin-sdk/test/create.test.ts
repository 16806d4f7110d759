import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const TSC = fileURLToPath(new URL('../../../node_modules/.bin/tsc', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plugin-create-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a program in the folder, and answers how it ended. */
function run(command: string, args: string[], cwd = folder): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise(resolve => {
    execFile(command, args, { cwd, env: { PATH: process.env.PATH, HOME: folder } }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}
const ticketbasePlugin = (...args: string[]) => run(process.execPath, ['--conditions=source', CLI, ...args]);

describe('create', () => {
  test('writes a plugin that installs offline, is valid, type-checks, builds and passes its own tests', {
    timeout: 120_000,
  }, async () => {
    const created = await ticketbasePlugin('create', 'Door List', '--json');
    expect(JSON.parse(created.stdout)).toMatchObject({ ok: true, id: 'door-list', name: 'Door list' });
    const installed = await run(
      'npm',
      ['install', '--offline', '--no-audit', '--no-fund'],
      path.join(folder, 'Door List'),
    );
    expect(installed.code, installed.stderr).toBe(0);
    for (const command of [['validate'], ['typegen', '--check'], ['build'], ['test']]) {
      const { code, stdout, stderr } = await ticketbasePlugin(command[0]!, 'Door List', ...command.slice(1));
      expect(code, `${command[0]}: ${stdout}${stderr}`).toBe(0);
    }
    expect(await run(TSC, ['-p', 'Door List'])).toMatchObject({ code: 0, stdout: '' });
  });

  test('names the plugin as it is told', async () => {
    expect((await ticketbasePlugin('create', 'a', '--id', 'seat-map', '--name', 'Seats & more')).code).toBe(0);
    const manifest = JSON.parse(await readFile(path.join(folder, 'a/plugin.json'), 'utf8'));
    expect(manifest).toMatchObject({ id: 'seat-map', name: 'Seats & more' });
  });

  test('overwrites nothing', async () => {
    await mkdir(path.join(folder, 'taken'));
    await writeFile(path.join(folder, 'taken/plugin.json'), 'mine');
    await writeFile(path.join(folder, 'file'), 'mine');
    for (const name of ['taken', 'file']) {
      const { code, stderr } = await ticketbasePlugin('create', name);
      expect([code, stderr]).toEqual([1, `${name}: is there already and not empty\n`]);
    }
    expect(await readdir(path.join(folder, 'taken'))).toEqual(['plugin.json']);
    expect(await readFile(path.join(folder, 'taken/plugin.json'), 'utf8')).toBe('mine');
  });

  test.each([[['b', '--id', 'Not An Id']], [['b', '--name', '']], [['42']], [[]]])(
    '%j ends with 2 and writes nothing',
    async args => {
      const before = await readdir(folder);
      expect((await ticketbasePlugin('create', ...args)).code).toBe(2);
      expect(await readdir(folder)).toEqual(before);
    },
  );
});
