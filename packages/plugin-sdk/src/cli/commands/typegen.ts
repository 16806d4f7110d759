import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readPluginSource } from '../../bundle/build-plugin.ts';
import type { PluginManifest } from '../../manifest/schema.ts';
import { GENERATED_FILE, generateTypes } from '../../typegen/generate-types.ts';
import { type CommandResult, faults } from '../command-result.ts';
import type { CliConfig } from '../config.ts';

/** Writes the types behind plugin.json, or with `--check` says whether they are current. */
export async function typegen({ dir, check }: CliConfig): Promise<CommandResult> {
  const root = path.resolve(dir);
  const source = await readPluginSource(root);
  if (!source.ok) return faults('typegen', source.issues);
  if (check && (await readTypes(root)) !== generateTypes(source.manifest))
    return faults('typegen', [{ file: GENERATED_FILE, message: 'is not what plugin.json says; run typegen' }]);
  const changed = check ? false : await writeTypes(root, source.manifest);
  return {
    exitCode: 0,
    report: { ok: true, command: 'typegen', file: GENERATED_FILE, changed },
    text: `${GENERATED_FILE} ${changed ? 'is written' : 'is current'}`,
  };
}

/** Writes the generated file if it is not current; answers whether it was. */
export async function writeTypes(root: string, manifest: PluginManifest): Promise<boolean> {
  const text = generateTypes(manifest);
  if ((await readTypes(root)) === text) return false;
  const file = path.join(root, GENERATED_FILE);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  return true;
}

async function readTypes(root: string): Promise<string | undefined> {
  try {
    return await readFile(path.join(root, GENERATED_FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
