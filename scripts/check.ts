/** Runs every check side by side and prints, for each that fails, what it found and how to mend it. */
import { build, run } from './build.ts';
import { firstPartyPlugins } from './first-party-plugins.ts';

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly remedy: string;
}

const node = (script: string, ...args: string[]): [string, ...string[]] => ['node', script, ...args];

const CHECKS: readonly Check[] = [
  { name: 'types', command: ['tsc', '-p', 'tsconfig.json'], remedy: 'mend the types it names' },
  {
    name: 'types of the admin page',
    command: ['tsc', '-p', 'admin-ui/tsconfig.json'],
    remedy: 'mend the types it names',
  },
  {
    name: 'format and lint',
    command: ['biome', 'check', '--error-on-warnings', '.'],
    remedy: 'npm run format; mend by hand what is left',
  },
  {
    name: 'import rules',
    command: [
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      'packages',
      'subgraphs',
      'gateway',
      'plugin-host',
      'standalone',
      'plugins',
      'admin-ui/src',
    ],
    remedy: 'move the code, or reach it through the package that may: docs/architecture.md has the table',
  },
  { name: 'unused code', command: ['knip', '--no-progress'], remedy: 'remove what it names, or its export' },
  {
    name: 'composition and generated schema',
    command: node('schema/scripts/compose.ts', '--check'),
    remedy: 'npm run codegen',
  },
  { name: 'generated types', command: node('scripts/codegen.ts', '--check'), remedy: 'npm run codegen' },
  ...firstPartyPlugins().map(
    (folder): Check => ({
      name: `types of ${folder}`,
      command: ['ticketbase-plugin', 'typegen', folder, '--check'],
      remedy: 'npm run codegen',
    }),
  ),
  {
    name: 'operations of the pages',
    command: node('schema/scripts/persisted-operations.ts', '--check'),
    remedy: 'npm run codegen',
  },
  { name: 'error registry', command: node('schema/scripts/errors.ts', '--check'), remedy: 'npm run codegen' },
  {
    name: 'permissions table',
    command: node('schema/scripts/permissions.ts', '--check'),
    remedy: 'npm run codegen, then review the difference',
  },
  { name: 'database documentation', command: node('schema/scripts/database.ts', '--check'), remedy: 'npm run codegen' },
];

const started = performance.now();
await build().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
const results = await Promise.all(
  CHECKS.map(async check => {
    const [command, ...args] = check.command;
    const before = performance.now();
    const result = await run(command, args);
    return { ...check, ...result, seconds: (performance.now() - before) / 1000 };
  }),
);
for (const { name, code, seconds } of results)
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
for (const { name, output, remedy } of results.filter(({ code }) => code !== 0)) {
  console.error(`\n── ${name} ──\n${output.trim()}\nRemedy: ${remedy}`);
  process.exitCode = 1;
}
console.log(`${results.length} checks in ${((performance.now() - started) / 1000).toFixed(1)} s`);
