import path from 'node:path';
import { LIFECYCLE_FUNCTIONS, type PluginManifest } from '../manifest/schema.ts';
import { BUNDLE_FILES } from './bundle.ts';
import { locateInJson, type TextPosition } from './json-location.ts';
import { readOptional, type SourceIssue } from './source-files.ts';

/** What a backend's modules are found to be. */
export interface BackendModules {
  /** The names that the entry exports, its own and those that it passes on. */
  readonly exports: readonly string[];
  /** The files of its modules, relative to the plugin's folder. */
  readonly files: readonly string[];
}

/** Where the manifest and the backend's exports do not agree: what one names or has, the other must have or name. */
export async function exportIssues(
  root: string,
  manifest: PluginManifest,
  { exports, files }: BackendModules,
): Promise<SourceIssue[]> {
  const entry = manifest.build.backend!;
  const text = String(await readOptional(path.join(root, BUNDLE_FILES.manifest)));
  const missing = neededExports(manifest)
    .filter(({ name }) => !exports.includes(name))
    .map(({ name, at }) => ({
      file: BUNDLE_FILES.manifest,
      ...locateInJson(text, at),
      message: `${at.join('.')} needs ${name}, which ${entry} does not export`,
    }));
  const unnamed = LIFECYCLE_FUNCTIONS.filter(name => exports.includes(name) && !manifest.lifecycle.includes(name));
  const unused = unnamed.map(async name => ({
    ...(await locateExport(root, [entry, ...files], name)),
    message: `exports ${name}, which never runs: add it to lifecycle in ${BUNDLE_FILES.manifest}`,
  }));
  return [...missing, ...(await Promise.all(unused))];
}

/** Components that the manifest names and the frontend does not export. */
export async function componentIssues(
  root: string,
  { extensions, build }: PluginManifest,
  exports: readonly string[],
): Promise<SourceIssue[]> {
  const text = String(await readOptional(path.join(root, BUNDLE_FILES.manifest)));
  return extensions.flatMap(({ component }, index) => {
    const at = ['extensions', index, 'component'];
    if (exports.includes(component)) return [];
    const message = `${at.join('.')} needs ${component}, which ${build.frontend} does not export`;
    return [{ file: BUNDLE_FILES.manifest, ...locateInJson(text, at), message }];
  });
}

function neededExports({ actions, hooks, lifecycle }: PluginManifest): { name: string; at: (string | number)[] }[] {
  return [
    ...(Object.keys(actions).length > 0 ? [{ name: 'backendActions', at: ['actions'] }] : []),
    ...(hooks.length > 0 ? [{ name: 'hooks', at: ['hooks'] }] : []),
    ...lifecycle.map((name, index) => ({ name, at: ['lifecycle', index] })),
  ];
}

/** The first of the files in which an export of the name is written; the start of the first file if it is in none. */
async function locateExport(
  root: string,
  files: readonly string[],
  name: string,
): Promise<{ file: string } & TextPosition> {
  const written = new RegExp(
    `export\\s+(?:(?:const|let|var|async\\s+function|function)\\s+|\\{[^}]*?\\b)(?<name>${name})\\b`,
    'd',
  );
  for (const file of files) {
    const text = String((await readOptional(path.resolve(root, file))) ?? '');
    const start = written.exec(text)?.indices?.groups?.name?.[0];
    if (start === undefined) continue;
    const before = text.slice(0, start).split('\n');
    return { file, line: before.length, column: before.at(-1)!.length + 1 };
  }
  return { file: files[0]!, line: 1, column: 1 };
}
