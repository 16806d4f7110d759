/** What the files of a new plugin are made of. */
export interface TemplateValues {
  id: string;
  name: string;
  author: string;
  /** Where the packages are taken from, as npm writes dependencies. */
  packages: Readonly<Record<string, string>>;
}

/** The files of a small working plugin, by their path; what typegen writes is not among them. */
export function pluginTemplate(values: TemplateValues): Map<string, string> {
  return new Map([
    ['plugin.json', json(manifest(values))],
    ['package.json', json(packageJson(values))],
    ['tsconfig.json', json({ extends: '@ticketbase/plugin-sdk/tsconfig.plugin.json', include: ['src', 'test'] })],
    ['.gitignore', 'node_modules/\ndist/\n.ticketbase/\n'],
    ['README.md', readme(values)],
    ['src/backend.ts', BACKEND],
    ['test/backend.test.ts', TEST],
  ]);
}

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

const manifest = ({ id, name, author }: TemplateValues) => ({
  $schema: './node_modules/@ticketbase/plugin-sdk/plugin.schema.json',
  id,
  name,
  version: '0.1.0',
  description: 'Greets guests by name and counts their visits.',
  author,
  category: 'OTHER',
  platform: '^1.0.0',
  permissions: [],
  network: [],
  configSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      salutation: {
        type: 'string',
        title: 'Salutation',
        description: 'What comes before the name of a guest; "Welcome" if it is not set.',
        minLength: 1,
        maxLength: 40,
      },
    },
  },
  actions: {
    greet: {
      title: 'Greet',
      description: 'Greets a guest and counts the visit.',
      input: {
        type: 'object',
        description: 'Who is greeted.',
        additionalProperties: false,
        required: ['guest'],
        properties: { guest: { type: 'string', description: 'The name of the guest.', minLength: 1, maxLength: 80 } },
      },
      output: {
        type: 'object',
        description: 'The greeting.',
        additionalProperties: false,
        required: ['greeting', 'visit'],
        properties: {
          greeting: { type: 'string', description: 'What to say.' },
          visit: { type: 'integer', description: 'Which visit of the guest this is, counted from 1.' },
        },
      },
    },
  },
  build: { backend: 'src/backend.ts' },
});

const packageJson = ({ id, packages }: TemplateValues) => ({
  name: id,
  version: '0.1.0',
  private: true,
  type: 'module',
  scripts: {
    validate: 'ticketbase-plugin validate',
    typegen: 'ticketbase-plugin typegen',
    build: 'ticketbase-plugin build',
    test: 'ticketbase-plugin test',
    dev: 'ticketbase-plugin dev',
    logs: 'ticketbase-plugin logs',
  },
  devDependencies: packages,
});

const BACKEND = `import { defineActions } from '@ticketbase/plugin-sdk';
import type { Plugin } from './generated/plugin.ts';

export const backendActions = defineActions<Plugin>({
  greet: async ({ guest }, configuration, ctx) => {
    // Variables may be gone after a call; what is stored is not, for each organization apart.
    const key = \`visits/\${guest}\`;
    const visit = ((await ctx.storage.get<number>(key)) ?? 0) + 1;
    await ctx.storage.set(key, visit);
    ctx.log.info('guest greeted', { visit });
    return { greeting: \`\${configuration.salutation ?? 'Welcome'}, \${guest}!\`, visit };
  },
});
`;

const TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runAction } from '@ticketbase/plugin-testing';

const plugin = new URL('..', import.meta.url);

test('greets a guest in the words of the organizer, and counts the visit', async () => {
  const run = await runAction(plugin, 'greet', { guest: 'Ada' }, { configuration: { salutation: 'Moin' }, storage: { 'visits/Ada': 1 } });
  assert.ok(run.ok, JSON.stringify(run));
  assert.deepEqual(run.data, { greeting: 'Moin, Ada!', visit: 2 });
  assert.deepEqual(run.storage, { 'visits/Ada': 2 });
});

test('takes no guest without a name', async () => {
  const run = await runAction(plugin, 'greet', { guest: '' });
  assert.equal(run.ok ? undefined : run.error.code, 'PLUGIN_INPUT_INVALID');
});
`;

const readme = ({ name }: TemplateValues) => `# ${name}

| file | what it is |
|---|---|
| \`plugin.json\` | the manifest: settings, actions with their JSON Schemas, permissions, hosts |
| \`src/backend.ts\` | the code behind the actions |
| \`src/generated/plugin.ts\` | the types behind plugin.json, written by \`npm run typegen\`, which \`npm run dev\` does by itself |
| \`test/\` | tests that run the built code in the sandbox of the platform |

\`\`\`sh
npm install      # once
npm test
npm run dev      # needs TICKETBASE_ENDPOINT and TICKETBASE_TOKEN
\`\`\`
`;
