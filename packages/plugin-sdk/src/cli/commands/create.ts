import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPluginSource } from '../../bundle/build-plugin.ts';
import { pluginTemplate } from '../../create/plugin-template.ts';
import { pascalCase } from '../../graphql/names.ts';
import { manifestSchema } from '../../manifest/schema.ts';
import { GENERATED_FILE } from '../../typegen/generate-types.ts';
import { type CommandResult, faults } from '../command-result.ts';
import { type CliConfig, UsageError } from '../config.ts';
import { writeTypes } from './typegen.ts';

/** The folder of this package: two above src/cli/commands in the sources, one above dist in the build. */
const SDK = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../..' : '..', import.meta.url));

/**
 * Writes a small working plugin into a folder that does not exist or is empty.
 * @throws UsageError when the id or the name is not one that a plugin may have
 */
export async function create({ dir, id, name }: CliConfig): Promise<CommandResult> {
  const root = path.resolve(dir);
  const pluginId = id ?? kebabCase(path.basename(root));
  const pluginName = name ?? capitalize(pluginId.replaceAll('-', ' '));
  checkNaming(pluginId, pluginName);
  if (!(await isFree(root))) return faults('create', [{ file: dir, message: 'is there already and not empty' }]);
  const files = pluginTemplate({
    id: pluginId,
    name: pluginName,
    author: 'Your organization',
    packages: await packagesFor(root),
  });
  for (const [file, content] of files) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), content, { flag: 'wx' });
  }
  const source = await readPluginSource(root);
  if (!source.ok) return faults('create', source.issues);
  await writeTypes(root, source.manifest);
  const written = [...files.keys(), GENERATED_FILE].sort();
  return {
    exitCode: 0,
    report: { ok: true, command: 'create', id: pluginId, name: pluginName, folder: root, files: written },
    text: [
      `${root} is a plugin now`,
      ...written.map(file => `  ${file}`),
      'Next, in that folder: npm install, npm test, npm run dev',
    ].join('\n'),
  };
}

function checkNaming(id: string, name: string): void {
  const parsed = manifestSchema.pick({ id: true, name: true }).safeParse({ id, name });
  if (parsed.success) return;
  const [issue] = parsed.error.issues;
  const option = String(issue?.path[0]);
  throw new UsageError(`--${option} ${issue?.message} (it is ${JSON.stringify(option === 'id' ? id : name)})`);
}

async function isFree(root: string): Promise<boolean> {
  try {
    return (await readdir(root)).length === 0;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return true;
    if (code === 'ENOTDIR') return false;
    throw error;
  }
}

/** The packages that a plugin develops with lie beside this one, so that nothing has to be fetched. */
async function packagesFor(root: string): Promise<Record<string, string>> {
  await mkdir(root, { recursive: true });
  const link = (folder: string) => `file:${path.relative(root, folder).split(path.sep).join('/')}`;
  return {
    '@ticketbase/plugin-sdk': link(SDK),
    '@ticketbase/plugin-testing': link(path.resolve(SDK, '../plugin-testing')),
  };
}

const kebabCase = (text: string) =>
  pascalCase(text)
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase();
const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
