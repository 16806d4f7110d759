import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import type { Issue } from '../manifest/json-schema.ts';
import { parseManifest } from '../manifest/parse-manifest.ts';
import type { PluginManifest } from '../manifest/schema.ts';
import { ArchiveError, type ArchiveLimits, readArchive } from './zip-reader.ts';

/** A built plugin, unpacked and checked. */
export interface PluginBundle {
  manifest: PluginManifest;
  /** Every file by its name, `plugin.json` included. */
  files: ReadonlyMap<string, Uint8Array>;
  /** `sha256-<base64>` over the names and contents of all files, independent of how they were packed. */
  integrity: string;
}

/** What became of an uploaded archive. */
export type BundleResult = { ok: true; bundle: PluginBundle } | { ok: false; issues: Issue[] };

/** What an archive may hold unless the caller says otherwise. */
export const DEFAULT_BUNDLE_LIMITS: ArchiveLimits = {
  bytes: 5 * 1024 * 1024,
  inflatedBytes: 20 * 1024 * 1024,
  entries: 200,
};

/** The names that files of a bundle have. */
export const BUNDLE_FILES = {
  manifest: 'plugin.json',
  backend: 'backend.js',
  backendMap: 'backend.js.map',
  frontend: 'frontend.js',
  frontendMap: 'frontend.js.map',
} as const;

// The earliest time a zip archive can say; the same in every archive, so that the same files make the same bytes.
const FIXED_TIME = new Date(1980, 0, 1);

/** Packs files into an archive; the same files always make the same bytes. */
export function packBundle(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(sorted(files)), { level: 9, mtime: FIXED_TIME });
}

/** Names the content of a set of files: `sha256-<base64>`. */
export function integrityOf(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha256');
  for (const [name, content] of sorted(files)) {
    // Lengths before the texts: no two sets of files run together into the same bytes.
    hash.update(`${Buffer.byteLength(name)}:${name}:${content.byteLength}:`);
    hash.update(content);
  }
  return `sha256-${hash.digest('base64')}`;
}

/** Opens an uploaded archive and checks it and its manifest; nothing is written anywhere. */
export function readBundle(bytes: Uint8Array, limits: ArchiveLimits = DEFAULT_BUNDLE_LIMITS): BundleResult {
  let files: Map<string, Uint8Array>;
  try {
    files = readArchive(bytes, limits);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    const [path, subject] = error.file === undefined ? [[], 'the archive'] : [[error.file], 'the file'];
    return { ok: false, issues: [{ path, message: `${subject} ${error.message}` }] };
  }
  const source = files.get(BUNDLE_FILES.manifest);
  if (!source) return { ok: false, issues: [{ path: [BUNDLE_FILES.manifest], message: 'is missing' }] };
  const parsed = parseManifest(new TextDecoder().decode(source));
  if (!parsed.ok)
    return {
      ok: false,
      issues: parsed.issues.map(issue => ({ ...issue, path: [BUNDLE_FILES.manifest, ...issue.path] })),
    };
  const issues = missingFiles(parsed.manifest, files);
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, bundle: { manifest: parsed.manifest, files, integrity: integrityOf(files) } };
}

function missingFiles(manifest: PluginManifest, files: ReadonlyMap<string, Uint8Array>): Issue[] {
  const needed = [
    ...(manifest.build.backend ? [BUNDLE_FILES.backend] : []),
    ...(manifest.build.frontend ? [BUNDLE_FILES.frontend] : []),
    ...manifest.extensions.flatMap(extension => extension.input ?? []),
  ];
  return needed
    .filter(name => !files.has(name))
    .map(name => ({ path: [name], message: 'is missing; build the plugin first' }));
}

// By code unit, not by locale: the order is part of the hash.
const sorted = (files: ReadonlyMap<string, Uint8Array>) => [...files].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
