import type { Issue } from './json-schema.ts';
import type { PluginManifest } from './schema.ts';

/**
 * The version of what the platform offers to plugins: the manifest, `ctx`, events, places and their contexts. What is taken away or
 * changes its meaning raises the first number, what is added the second.
 */
export const PLATFORM_VERSION = '1.0.0';

type Version = readonly [major: number, minor: number, patch: number];

/** Whether the range, as `platform` in a manifest has it, holds the version. */
export function isInRange(range: string, version: string): boolean {
  const [, operator = '', ...rest] = /^(\^|~|>=)?(\d+)\.(\d+)\.(\d+)$/.exec(range) ?? [];
  if (rest.length === 0) return false;
  const least = rest.map(Number) as unknown as Version;
  const given = version.split('.').map(Number) as unknown as Version;
  if (compare(given, least) < 0) return false;
  if (operator === '>=') return true;
  if (operator === '') return compare(given, least) === 0;
  return compare(given, above(least, operator)) < 0;
}

/** What is wrong with the platform that a plugin asks for; undefined if it runs on this one. */
export function platformIssue(
  { platform }: Pick<PluginManifest, 'platform'>,
  version = PLATFORM_VERSION,
): Issue | undefined {
  if (isInRange(platform, version)) return undefined;
  return { path: ['platform'], message: `asks for a platform of ${platform}; this one is ${version}` };
}

/** The first version that is not in the range any more: of `^` the next one that may break something, of `~` the next minor. */
function above([major, minor, patch]: Version, operator: string): Version {
  if (operator === '~') return [major, minor + 1, 0];
  if (major > 0) return [major + 1, 0, 0];
  return minor > 0 ? [0, minor + 1, 0] : [0, 0, patch + 1];
}

function compare(a: Version, b: Version): number {
  const at = a.findIndex((each, index) => each !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
