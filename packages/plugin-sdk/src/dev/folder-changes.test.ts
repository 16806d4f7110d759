import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FolderChanges } from './folder-changes.ts';

let dir: string;
let changes: FolderChanges;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'folder-changes-'));
  mkdirSync(path.join(dir, 'src'));
  for (const file of ['plugin.json', 'src/backend.ts']) writeFileSync(path.join(dir, file), '1');
  changes = new FolderChanges(dir);
});
afterEach(() => {
  changes.close();
  rmSync(dir, { recursive: true });
});

const within = (ms: number) => changes.next(AbortSignal.timeout(ms));
const append = (file: string) => appendFileSync(path.join(dir, file), 'x');
/** As editors do that write beside the file and then take its place. */
const replace = (file: string) => {
  writeFileSync(path.join(dir, `${file}.new`), '2');
  renameSync(path.join(dir, `${file}.new`), path.join(dir, file));
};

test.each(['plugin.json', 'src/backend.ts'])(
  'every change of %s is heard of, whichever way an editor writes',
  async file => {
    // More often than one change can be told of late.
    for (let round = 0; round < 4; round += 1)
      for (const write of [append, replace]) {
        write(file);
        expect(await within(10_000)).toBe(true);
      }
  },
);

test('files in folders that were made or replaced meanwhile are heard of', async () => {
  for (let round = 0; round < 3; round += 1) {
    mkdirSync(path.join(dir, 'next/deep'), { recursive: true });
    writeFileSync(path.join(dir, 'next/deep/more.ts'), '1');
    expect(await within(10_000)).toBe(true);
    rmSync(path.join(dir, 'src'), { recursive: true });
    renameSync(path.join(dir, 'next'), path.join(dir, 'src'));
    expect(await within(10_000)).toBe(true);
    for (let change = 0; change < 3; change += 1) {
      append('src/deep/more.ts');
      expect(await within(10_000)).toBe(true);
    }
  }
});

test('what commands write is no change', async () => {
  for (const folder of ['dist', 'node_modules/a', 'src/generated', '.git'])
    mkdirSync(path.join(dir, folder), { recursive: true });
  append('src/backend.ts');
  expect(await within(10_000)).toBe(true);
  for (const file of ['dist/a.zip', 'node_modules/a/index.js', 'src/generated/plugin.ts', '.git/HEAD']) append(file);
  expect(await within(500)).toBe(false);
});
