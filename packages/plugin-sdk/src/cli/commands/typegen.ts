import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readPluginSource } from '../../bundle/build-plugin.ts';
import type { SourceIssue } from '../../bundle/source-files.ts';
import { readComponentQueries } from '../../context/component-queries.ts';
import { inputType } from '../../context/input-types.ts';
import type { PluginManifest } from '../../manifest/schema.ts';
import { GENERATED_FILE, generateTypes } from '../../typegen/generate-types.ts';
import { type CommandResult, faults } from '../command-result.ts';
import type { CliConfig } from '../config.ts';

/** Writes the types behind plugin.json, or with `--check` says whether they are current. */
export async function typegen({ dir, check }: CliConfig): Promise<CommandResult> {
  const root = path.resolve(dir);
  const source = await readPluginSource(root);
  if (!source.ok) return faults('typegen', source.issues);
  const text = await typesOf(root, source.manifest);
  if (typeof text !== 'string') return faults('typegen', text);
  if (check && (await readTypes(root)) !== text)
    return faults('typegen', [{ file: GENERATED_FILE, message: 'is not what plugin.json says; run typegen' }]);
  const changed = check ? false : await write(root, text);
  return {
    exitCode: 0,
    report: { ok: true, command: 'typegen', file: GENERATED_FILE, changed },
    text: `${GENERATED_FILE} ${changed ? 'is written' : 'is current'}`,
  };
}

/** Writes the generated file of a plugin that builds, if it is not current. */
export async function writeTypes(root: string, manifest: PluginManifest): Promise<void> {
  const text = await typesOf(root, manifest);
  if (typeof text === 'string') await write(root, text);
}

/** The generated module, or what is wrong with the queries that it is made of. */
async function typesOf(root: string, manifest: PluginManifest): Promise<string | SourceIssue[]> {
  const read = await readComponentQueries(root, manifest);
  if (!read.ok) return read.issues;
  const components = read.queries.map(({ component, file, target, query }) => ({
    component,
    file,
    type: inputType(read.contexts, target, query),
  }));
  return generateTypes(manifest, components);
}

async function write(root: string, text: string): Promise<boolean> {
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
