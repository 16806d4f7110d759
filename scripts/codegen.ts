/**
 * Writes everything that is generated and committed: the composed schema, the types of it, the registries in docs/.
 * `--check` writes nothing, and names the files with types that codegen would write otherwise now.
 */

import { build, run } from './build.ts';
import { firstPartyPlugins } from './first-party-plugins.ts';

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
  await must('node', 'schema/scripts/persisted-operations.ts');
  for (const folder of firstPartyPlugins()) await must('ticketbase-plugin', 'typegen', folder);
}

const check = () => must('graphql-codegen', '--config', 'codegen.yml', '--check');

await (process.argv.includes('--check') ? check() : write());
