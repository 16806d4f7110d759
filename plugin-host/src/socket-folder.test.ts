import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeSocketFolder } from './socket-folder.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'socket-folders-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

test('what a killed process left behind goes, what is in use or of others stays', () => {
  const ended = spawnSync(process.execPath, ['--eval', '0']).pid;
  const kept = [`plugin-host-${ended}-UsEd12`, `plugin-host-${process.pid}-aBcDeF`, 'plugin-host-test-aBcDeF'];
  for (const name of [`plugin-host-${ended}-aBcDeF`, ...kept]) mkdirSync(path.join(parent, name));
  writeFileSync(path.join(parent, kept[0]!, 'host.sock'), '');
  const made = path.basename(makeSocketFolder(parent));
  expect(made).toMatch(new RegExp(`^plugin-host-${process.pid}-`));
  expect(readdirSync(parent).sort()).toEqual([...kept, made].sort());
});
