import { NameRegistry, pascalCase } from '../graphql/names.ts';
import type { JsonSchema } from '../manifest/json-schema.ts';
import type { PluginManifest } from '../manifest/schema.ts';
import { TypeScriptWriter } from './schema-to-typescript.ts';

/** What a component is given. */
export interface ComponentType {
  readonly component: string;
  /** The file of its query. */
  readonly file: string;
  /** In TypeScript. */
  readonly type: string;
}

/** Where the generated types lie in a plugin's folder. */
export const GENERATED_FILE = 'src/generated/plugin.ts';

/** Names that the generated module has, or that mean something in every module. */
const TAKEN = ['Plugin', 'HookEvents', 'PluginEvent', 'Record', 'Array', 'Object', 'String', 'Number', 'Boolean'];

/**
 * The TypeScript module with the types behind a manifest: its settings, what each action takes and answers, and what
 * each hook is told, and what each component is given.
 */
export function generateTypes(
  manifest: Pick<PluginManifest, 'configSchema' | 'actions' | 'hooks'> & Partial<Pick<PluginManifest, 'secrets'>>,
  components: readonly ComponentType[] = [],
): string {
  const secrets = Object.keys(manifest.secrets ?? {}).sort();
  const inputNames = new NameRegistry(TAKEN);
  const inputs = components.map(({ component, ...rest }) => ({ ...rest, name: inputNames.claim(`${component}Input`) }));
  const writer = new TypeScriptWriter([...TAKEN, ...inputs.map(({ name }) => name)]);
  const configuration = writer.declare(without(manifest.configSchema, secrets), 'Configuration');
  const actions = Object.entries(manifest.actions).map(([name, { input, output }]) => ({
    key: /^[a-z]+$/.test(name) ? name : `'${name}'`,
    input: input ? writer.declare(input, `${pascalCase(name)}Params`) : 'Record<string, never>',
    output: output ? writer.declare(output, `${pascalCase(name)}Result`) : 'unknown',
  }));
  const hooks = [...manifest.hooks].sort();
  const parts = [
    '// Written by `ticketbase-plugin typegen` from plugin.json. Change that instead, and run it again.',
    ...(hooks.length > 0 ? ["import type { PluginEvent } from '@ticketbase/plugin-sdk';"] : []),
    ...writer.declarations,
    ...inputs.map(
      ({ name, file, type }) => `/** What ${file} selects, for \`useInput\`. */\nexport type ${name} = ${type};`,
    ),
    `/** The types behind plugin.json, for \`defineActions\` and \`defineHooks\`. */
export interface Plugin {
  configuration: ${configuration};
  actions: {${actions.map(({ key, input, output }) => `\n    ${key}: { input: ${input}; output: ${output} };`).join('')}${actions.length > 0 ? '\n  ' : ''}};${secrets.length > 0 ? `\n  /** What \`ctx.secret\` takes. */\n  secrets: ${secrets.map(name => `'${name}'`).join(' | ')};` : ''}
}`,
    ...(hooks.length > 0
      ? [
          `/** What each hook is told. */
export interface HookEvents {${hooks.map(name => `\n  '${name}': PluginEvent<'${name}'>;`).join('')}\n}`,
        ]
      : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The schema of what code gets: not what it has handles of. */
function without(schema: JsonSchema, names: readonly string[]): JsonSchema {
  if (names.length === 0) return schema;
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const required = ((schema.required ?? []) as string[]).filter(name => !names.includes(name));
  const kept = properties.filter(([name]) => !names.includes(name));
  return { ...schema, properties: Object.fromEntries(kept), required };
}
