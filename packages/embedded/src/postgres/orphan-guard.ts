import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

// Reads until its standard input closes, which happens when this process ends in whatever way; then stops the server,
// unless the data directory is by then another server's. $1 postmaster.pid, $2 pid, the rest: directories to remove.
const SCRIPT = `
cat >/dev/null
file=$1 pid=$2
shift 2
IFS= read -r holder <"$file" || exit 0
[ "$holder" = "$pid" ] || exit 0
kill -INT "$pid"
[ $# -gt 0 ] || exit 0
for _ in 1 2 3 4 5 6 7 8 9 10; do
  [ -e "$file" ] || break
  sleep 1
done
rm -rf -- "$@"
`;

/** A tiny process that stops the server, and removes the directories given, if this process dies without having done so. */
export function guardAgainstOrphan({ cluster, pid }: { cluster: string; pid: number }, remove: string[]): ChildProcess {
  const parameters = [join(cluster, 'postmaster.pid'), String(pid), ...new Set(remove)];
  const guard = spawn('/bin/sh', ['-c', SCRIPT, 'sh', ...parameters], {
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
