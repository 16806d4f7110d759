import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { type BuildFailure, type BuildOptions, type BuildResult, build, type Plugin } from 'esbuild';
import { type ComponentQuery, readComponentQueries } from '../context/component-queries.ts';
import { parseManifest } from '../manifest/parse-manifest.ts';
import { platformIssue } from '../manifest/platform.ts';
import type { PluginManifest } from '../manifest/schema.ts';
import { type BackendModules, componentIssues, exportIssues } from './backend-exports.ts';
import { BUNDLE_FILES, integrityOf, packBundle } from './bundle.ts';
import { locateInJson } from './json-location.ts';
import { readOptional, type SourceIssue } from './source-files.ts';

/** A plugin read from its folder, or everything that is wrong with its manifest. */
export type PluginSource = { ok: true; manifest: PluginManifest } | { ok: false; issues: SourceIssue[] };

/** A built plugin, or everything that stopped the build. */
export type PluginBuild =
  | {
      ok: true;
      manifest: PluginManifest;
      archive: Uint8Array;
      files: ReadonlyMap<string, Uint8Array>;
      integrity: string;
      /** What its components ask for. */
      queries: readonly ComponentQuery[];
    }
  | { ok: false; issues: SourceIssue[] };

/** The name under which a built backend leaves its exports in the isolate's global scope. */
export const BACKEND_GLOBAL = '__ticketbasePlugin';

/** Reads and checks the manifest of the plugin in `dir`. */
export async function readPluginSource(dir: string): Promise<PluginSource> {
  const text = await readOptional(path.join(dir, BUNDLE_FILES.manifest));
  if (text === undefined)
    return { ok: false, issues: [{ file: BUNDLE_FILES.manifest, message: `is missing in ${dir}` }] };
  const parsed = parseManifest(text.toString('utf8'));
  const misfit = parsed.ok ? platformIssue(parsed.manifest) : undefined;
  if (parsed.ok && !misfit) return parsed;
  const found = parsed.ok ? [misfit!] : parsed.issues;
  const issues = found.map(issue => ({
    file: BUNDLE_FILES.manifest,
    ...locateInJson(text.toString('utf8'), issue.path),
    message: issue.path.length > 0 ? `${issue.path.join('.')} ${issue.message}` : issue.message,
  }));
  return { ok: false, issues };
}

/**
 * Builds the plugin in `dir` into its archive. Runs no script of the plugin and nothing it depends on; the same sources
 * make the same bytes.
 */
export async function buildPlugin(dir: string): Promise<PluginBuild> {
  const root = path.resolve(dir);
  const source = await readPluginSource(root);
  if (!source.ok) return source;
  const { manifest } = source;
  const { backend, frontend } = manifest.build;
  // At once: whoever develops waits for them after each change.
  const [queries, exported, script, module] = await Promise.all([
    readComponentQueries(root, manifest),
    checkBackend(root, manifest),
    backend ? bundle(root, backendOptions(backend), BUNDLE_FILES.backend) : undefined,
    frontend ? bundle(root, frontendOptions(frontend), BUNDLE_FILES.frontend) : undefined,
  ]);
  const files = new Map<string, Uint8Array>();
  const issues: SourceIssue[] = [];
  for (const output of [script, module]) {
    if (output?.ok) for (const [file, content] of output.files) files.set(file, content);
    else issues.push(...(output?.issues ?? []));
  }
  if (!queries.ok) issues.push(...queries.issues);
  else for (const { file, content } of queries.queries) files.set(file, content);
  if (issues.length === 0) issues.push(...exported);
  if (module?.ok) issues.push(...(await componentIssues(root, manifest, module.exports)));
  if (!queries.ok || issues.length > 0) return { ok: false, issues };
  files.set(BUNDLE_FILES.manifest, await readFile(path.join(root, BUNDLE_FILES.manifest)));
  const readme = await readOptional(path.join(root, 'README.md'));
  if (readme) files.set('README.md', readme);
  const [archive, integrity] = [packBundle(files), integrityOf(files)];
  return { ok: true, manifest, archive, files, integrity, queries: queries.queries };
}

/** What is wrong with the backend: it cannot be bundled, or exports other things than the manifest says. */
async function checkBackend(root: string, manifest: PluginManifest): Promise<SourceIssue[]> {
  if (!manifest.build.backend) return [];
  const modules = await readBackend(root, manifest.build.backend);
  return modules.ok ? exportIssues(root, manifest, modules) : modules.issues;
}

/** The archive of a built plugin under another version. */
export function withVersion({ files }: Extract<PluginBuild, { ok: true }>, version: string): Uint8Array {
  const manifest = JSON.parse(new TextDecoder().decode(files.get(BUNDLE_FILES.manifest))) as object;
  const relabelled = new TextEncoder().encode(`${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
  return packBundle(new Map([...files, [BUNDLE_FILES.manifest, relabelled]]));
}

const backendOptions = (entry: string): BuildOptions => ({
  entryPoints: [entry],
  // A script, not a module: an isolate evaluates it and finds the exports under one global name.
  format: 'iife',
  globalName: BACKEND_GLOBAL,
  platform: 'neutral',
  mainFields: ['module', 'main'],
  plugins: [refuseNodeModules],
});

const frontendOptions = (entry: string): BuildOptions => ({
  entryPoints: [entry],
  format: 'esm',
  platform: 'browser',
  jsx: 'automatic',
  // The frame that loads the module provides React and the hooks, so that the components share them.
  external: ['react', 'react/*', 'react-dom', 'react-dom/*', '@ticketbase/plugin-sdk/ui'],
  minify: true,
});

type Faulty = { ok: false; issues: SourceIssue[] };

async function bundle(
  root: string,
  options: BuildOptions,
  name: string,
): Promise<{ ok: true; files: [string, Uint8Array][]; exports: string[] } | Faulty> {
  const outfile = path.join(root, name);
  const output = { outfile, sourcemap: 'external', legalComments: 'none', metafile: true } as const;
  const made = await runBuild(root, { ...options, ...output });
  if (!made.ok) return made;
  const files = made.result.outputFiles.map(file => [path.basename(file.path), file.contents] as [string, Uint8Array]);
  return { ok: true, files, exports: exportsOf(made.result) };
}

const exportsOf = ({ metafile }: BuildResult): string[] =>
  Object.values(metafile!.outputs).flatMap(output => output.exports);

/**
 * As a module, beside the script that is published: of a script esbuild tells no exports. It takes two milliseconds; to make the
 * script of the module afterwards takes as many, and loses where an await at the top stands.
 */
async function readBackend(root: string, entry: string): Promise<({ ok: true } & BackendModules) | Faulty> {
  const { globalName: _, ...options } = backendOptions(entry);
  const made = await runBuild(root, { ...options, format: 'esm', metafile: true });
  if (!made.ok) return made;
  return { ok: true, exports: exportsOf(made.result), files: Object.keys(made.result.metafile!.inputs) };
}

async function runBuild(
  root: string,
  options: BuildOptions,
): Promise<{ ok: true; result: BuildResult<{ write: false }> } | Faulty> {
  try {
    const result = await build({
      ...options,
      absWorkingDir: root,
      // Run from source, the SDK's own packages are taken from source too.
      conditions: import.meta.url.endsWith('.ts') ? ['source', 'module'] : ['module'],
      bundle: true,
      write: false,
      target: 'es2024',
      charset: 'utf8',
      define: { 'process.env.NODE_ENV': '"production"' },
      tsconfigRaw: { compilerOptions: { target: 'es2024', jsx: 'react-jsx' } },
      logLevel: 'silent',
    });
    return { ok: true, result };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return {
      ok: false,
      issues: error.errors.map(({ location, text }) => toSourceIssue(location, inWords(text), options)),
    };
  }
}

const isBuildFailure = (error: unknown): error is BuildFailure => error instanceof Error && 'errors' in error;

/** esbuild speaks of its formats, of which who writes a plugin has chosen none. */
const inWords = (text: string) =>
  text.startsWith('Top-level await ')
    ? 'Code of a plugin awaits in its functions only, not at the top of a module'
    : text;

function toSourceIssue(
  location: BuildFailure['errors'][number]['location'],
  text: string,
  options: BuildOptions,
): SourceIssue {
  if (!location) return { file: String((options.entryPoints as string[])[0]), message: text };
  return { file: location.file, line: location.line, column: location.column + 1, message: text };
}

const refuseNodeModules: Plugin = {
  name: 'refuse-node-modules',
  setup({ onResolve }) {
    const names = new Set(builtinModules);
    onResolve({ filter: /^(?:node:)?[a-z_]+(?:\/|$)/ }, ({ path: specifier }) => {
      if (!specifier.startsWith('node:') && !names.has(specifier)) return undefined;
      return { errors: [{ text: `"${specifier}" does not exist in a plugin's isolate; use what ctx offers` }] };
    });
  },
};
