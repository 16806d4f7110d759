/** A version as a server lists it. */
export interface ListedVersion {
  version: string;
  status: string;
}

const DEV_VERSION = /^(\d+\.\d+\.\d+)-dev\.(\d+)$/;
const coreOf = (version: string) => version.split(/[-+]/)[0]!;

/**
 * The version that a development build gets: below the release it leads to, above everything that is published, so that
 * the server offers it.
 * @param versions what the server has, highest first
 */
export function nextDevVersion(manifestVersion: string, versions: readonly ListedVersion[]): string {
  const highest = versions.find(({ status }) => status === 'PUBLISHED')?.version;
  const core = highest === undefined ? coreOf(manifestVersion) : coreAbove(manifestVersion, highest);
  const taken = versions.flatMap(({ version }) => {
    const [, base, number] = DEV_VERSION.exec(version) ?? [];
    return base === core ? [Number(number)] : [];
  });
  return `${core}-dev.${Math.max(0, ...taken) + 1}`;
}

function coreAbove(manifestVersion: string, highest: string): string {
  const [wanted, taken] = [coreOf(manifestVersion), coreOf(highest)];
  if (compareCores(wanted, taken) > 0) return wanted;
  if (DEV_VERSION.test(highest)) return taken;
  const [major, minor, patch] = taken.split('.');
  return `${major}.${minor}.${Number(patch) + 1}`;
}

function compareCores(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const at = left.findIndex((each, index) => each !== right[index]);
  return at < 0 ? 0 : left[at]! - right[at]!;
}
