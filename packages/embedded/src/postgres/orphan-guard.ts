import { type ChildProcess, spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Waits until its standard input closes, which happens when this process ends in whatever way; then stops the server
// that runs on the cluster, if one does. $1: the cluster; the rest: directories to remove.
const SCRIPT = `
read -r _
cluster=$1
shift
holder=
[ -e "$cluster/postmaster.pid" ] && IFS= read -r holder <"$cluster/postmaster.pid"
if [ -n "$holder" ]; then
  # A pid may be a stranger's by now.
  if [ ! -e /proc/self/cwd ] || [ "$(readlink "/proc/$holder/cwd")" = "$cluster" ]; then
    kill -INT "$holder"
    for _ in 1 2 3 4 5 6 7 8 9 10; do
      [ -e "$cluster/postmaster.pid" ] || break
      sleep 1
    done
  fi
fi
[ $# -gt 0 ] || exit 0
rm -rf -- "$@"
# A cluster that was being made when this process ended is still being written to.
sleep 2
rm -rf -- "$@"
`;

/**
 * A tiny process that stops the server of a cluster, and removes the directories given, if this process dies. Begun
 * before the server is, so that no moment is unguarded. Kill it when the server was stopped.
 */
export function guardAgainstOrphan(cluster: string, remove: readonly string[]): ChildProcess {
  const directory = join(realpathSync(dirname(cluster)), 'cluster');
  const guard = spawn('/bin/sh', ['-c', SCRIPT, 'sh', directory, ...new Set(remove)], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  (guard.stdin as unknown as { unref(): void }).unref();
  guard.on('error', () => {});
  return guard;
}
