/**
 * Writes everything that is generated and committed: the composed schema, the typed documents, the registries in
 * docs/. `--check` compares the typed documents with what codegen would write now.
 */

import { globSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build, root, run } from './build.ts';

const GENERATED = ['admin-ui/src/generated', 'subgraphs/*/src/generated'];

async function must(command: string, ...args: string[]): Promise<void> {
  const { code, output } = await run(command, args);
  if (code === 0) return;
  console.error(output);
  process.exit(code);
}

async function write(): Promise<void> {
  await build();
  await must('node', 'schema/scripts/compose.ts');
  await must('node', 'schema/scripts/errors.ts');
  await must('node', 'schema/scripts/permissions.ts');
  await must('node', 'schema/scripts/database.ts');
  await must('graphql-codegen', '--config', 'codegen.yml');
  await must('ticketbase-plugin', 'typegen', 'plugins/offline-payments');
}

/** Generates beside what is committed, and puts that back. */
async function check(): Promise<void> {
  const folders = GENERATED.flatMap(pattern => globSync(pattern, { cwd: root }));
  const backup = await mkdtemp(join(tmpdir(), 'ticketbase-codegen-'));
  try {
    for (const folder of folders) await cp(join(root, folder), join(backup, folder), { recursive: true });
    await must('graphql-codegen', '--config', 'codegen.yml');
    for (const folder of folders) await compare(join(root, folder), join(backup, folder));
  } finally {
    for (const folder of folders) {
      await rm(join(root, folder), { recursive: true, force: true });
      await cp(join(backup, folder), join(root, folder), { recursive: true });
    }
    await rm(backup, { recursive: true, force: true });
  }
}

async function compare(now: string, committed: string): Promise<void> {
  const names = new Set([...globSync('**/*.*', { cwd: now }), ...globSync('**/*.*', { cwd: committed })]);
  for (const name of names) {
    const [a, b] = await Promise.all(
      [now, committed].map(folder => readFile(join(folder, name), 'utf8').catch(() => '')),
    );
    if (a === b) continue;
    console.error(`${relative(root, join(now, name))} is not current.`);
    process.exitCode = 1;
  }
}

await (process.argv.includes('--check') ? check() : write());
