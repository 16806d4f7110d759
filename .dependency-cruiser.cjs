/** Who may import whom: docs/architecture.md has the table and the reasons. Everything that no rule allows is an error. */

const OURS = '^(packages|subgraphs|gateway|plugin-host|plugins|admin-ui|standalone|schema|e2e|bench)/';
const TESTS = '(/test/|\\.test\\.tsx?$)';
const kernel = '^packages/kernel/src/';
const kit = '^packages/subgraph-kit/src/';
const sdk = '^packages/plugin-sdk/src/';
const sdkManifest = '^packages/plugin-sdk/src/(manifest|manifest/.+|bundle|bundle/.+|contexts)(\\.ts)?';
const embedded = '^packages/embedded/src/';

/** Code under `from` may reach, of ours, itself and `to`. */
const only = (name, from, ...to) => ({
  name,
  severity: 'error',
  comment: `${from} may import only itself${to.length > 0 ? ` and ${to.join(', ')}` : ''}`,
  from: { path: from, pathNot: TESTS },
  to: { path: OURS, pathNot: [from, ...to] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle is one module that pretends to be two.',
      from: { pathNot: TESTS },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphaned-test-imports',
      severity: 'error',
      comment: 'Only tests import packages/testing, e2e and bench.',
      from: { pathNot: [TESTS, '^(e2e|bench|packages/testing)/'] },
      to: { path: '^(packages/testing|e2e|bench)/' },
    },
    {
      name: 'no-deep-imports',
      severity: 'error',
      comment: 'Another package is reached through its exports.',
      from: { path: '^((?:packages|subgraphs|plugins)/[^/]+|gateway|plugin-host|standalone|admin-ui|schema)/' },
      to: {
        path: '^((?:packages|subgraphs|plugins)/[^/]+|gateway|plugin-host)/src/',
        pathNot: [
          '^$1/',
          '/src/(index|graphql|pdf|manifest|client|bundle|contexts|build|main|ui|schema|backend)\\.tsx?$',
          '/src/manifest/index\\.ts$',
        ],
      },
    },
    only('kernel', '^packages/kernel/'),
    only('subgraph-kit', '^packages/subgraph-kit/', kernel),
    only('plugin-sdk', '^packages/plugin-sdk/', kernel),
    only('plugin-testing', '^packages/plugin-testing/', sdk, '^plugin-host/src/client\\.ts'),
    only('embedded', '^packages/embedded/', kernel),
    only('testing', '^packages/testing/', kernel, kit, embedded),
    ...['users', 'events', 'payments', 'analytics', 'notifications'].map(name =>
      only(name, `^subgraphs/${name}/`, kernel, kit),
    ),
    only('plugins', '^subgraphs/plugins/(?!src/main\\.ts)', '^subgraphs/plugins/', kernel, kit, sdkManifest),
    only(
      'plugins-main',
      '^subgraphs/plugins/src/main\\.ts',
      '^subgraphs/plugins/',
      kernel,
      kit,
      '^plugin-host/src/client\\.ts',
    ),
    only('gateway', '^gateway/', kernel),
    only('plugin-host', '^plugin-host/', kernel, sdk),
    only('first-party-plugins', '^plugins/', sdk),
    only('admin-ui', '^admin-ui/', sdk),
    only(
      'schema',
      '^schema/',
      kernel,
      kit,
      embedded,
      '^gateway/src/index\\.ts',
      '^subgraphs/[^/]+/src/index\\.ts',
      sdk,
    ),
    only('standalone', '^standalone/', kernel, kit, embedded, '^gateway/', '^subgraphs/', '^plugin-host/', sdk),
    {
      name: 'policy-is-pure',
      severity: 'error',
      comment: 'A policy is a pure function: it asks nothing of a database or a service.',
      from: { path: '\\.policy\\.ts$' },
      to: { path: '(\\.service|\\.resolver)\\.ts$|@mikro-orm' },
    },
    {
      name: 'resolver-not-to-entity',
      severity: 'error',
      comment: 'A resolver goes through its service.',
      from: { path: '\\.resolver\\.ts$' },
      to: { path: '@mikro-orm' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      comment: 'An import that leads nowhere.',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^node:', 'vite/client'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|/generated/)' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
