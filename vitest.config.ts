import { globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;
const workspace = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { workspaces: string[] };

/** Workspace packages run from their source, so that a test never sees a stale build. */
const sources = globSync(
  workspace.workspaces.map(folder => `${folder}/package.json`),
  { cwd: root },
).flatMap(file => {
  const { name, exports = {} } = JSON.parse(readFileSync(resolve(root, file), 'utf8')) as {
    name: string;
    exports?: Record<string, { source?: string }>;
  };
  return Object.entries(exports).flatMap(([path, { source }]) =>
    source
      ? [{ find: new RegExp(`^${name}${path.slice(1)}$`), replacement: resolve(root, dirname(file), source) }]
      : [],
  );
});

/** The one copy of graphql that Node itself loads: two copies do not recognise each other's types. */
const graphql = { find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) };

const resolution = { resolve: { alias: [...sources, graphql] } };

/** What a test waits for comes as late as the machine is busy: how long it may take is no assertion. */
const patience = { expect: { poll: { timeout: 15_000 } } };

/** Tests of the built server, whole, over HTTP: `npm run build` first, as `npm test` does. */
function endToEnd(name: string, include: string[], exclude: string[] = []) {
  return {
    ...resolution,
    test: {
      ...patience,
      name,
      include,
      exclude,
      globalSetup: ['e2e/harness/global-setup.ts'],
      pool: 'forks' as const,
      fileParallelism: false,
      // Tests start servers, which takes many times as long where others are at work.
      testTimeout: 180_000,
      hookTimeout: 180_000,
    },
  };
}

export default defineConfig({
  ...resolution,
  test: {
    // Most tests wait for a database or a process: one worker more than the two cores that CI has.
    maxWorkers: 3,
    projects: [
      {
        ...resolution,
        test: {
          ...patience,
          name: 'unit',
          include: [
            '{packages,subgraphs,plugins}/*/{src,test}/**/*.test.ts',
            '{admin-ui,gateway,plugin-host,standalone,schema}/{src,test,scripts}/**/*.test.ts',
          ],
          globalSetup: ['packages/testing/src/global-setup.ts'],
          environment: 'node',
          pool: 'forks',
          // Test files leave nothing behind in a module, so that workers need not load every library again for each.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      endToEnd('e2e', ['e2e/*/*.test.ts'], ['e2e/{browser,faults}/**']),
      endToEnd('e2e-distributed', ['e2e/{walk,bad-input,live}/*.test.ts']),
      endToEnd('browser', ['e2e/browser/*.test.ts']),
      {
        ...resolution,
        // Processes that are killed, servers that are restarted, and long random sequences; each on servers of its own.
        test: {
          ...patience,
          name: 'faults',
          include: ['e2e/faults/*.test.ts'],
          globalSetup: ['packages/testing/src/global-setup.ts'],
          pool: 'forks' as const,
          fileParallelism: false,
          testTimeout: 400_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
