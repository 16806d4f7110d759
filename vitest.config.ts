import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Workspace packages run from source; graphql is the one copy that Node itself would load, because two copies do not
// recognise each other's types.
const graphql = fileURLToPath(import.meta.resolve('graphql'));
const source = {
  resolve: { conditions: ['source'], alias: [{ find: /^graphql$/, replacement: graphql }] },
  ssr: { resolve: { conditions: ['source'] } },
};

export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          include: [
            '{packages,subgraphs,plugins}/*/{src,test}/**/*.test.ts',
            '{gateway,plugin-host,standalone,schema}/{src,test,scripts}/**/*.test.ts',
          ],
          environment: 'node',
          pool: 'forks',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
