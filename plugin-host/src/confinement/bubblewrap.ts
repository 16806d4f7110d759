import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Confinement } from './confinement.ts';
import { NO_PRIVILEGES, NOBODY } from './no-privileges.ts';
import { syscallFilter } from './syscall-filter.ts';

/** File descriptor on which bubblewrap reads the system-call filter. */
const FILTER_FD = '4';
/** Shared libraries, and the file in which their places are cached. */
const LIBRARIES = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/etc/ld.so.cache', '/etc/alpine-release'];

/**
 * Namespaces of its own for everything, a file system with Node and the worker's own code only, a system-call filter.
 * As root the worker runs as `nobody`; otherwise in a user namespace, in which it is nobody too.
 */
export function bubblewrap(programs: { bwrap: string; setpriv: string | undefined; isRoot: boolean }): Confinement {
  const { bwrap, setpriv, isRoot } = programs;
  const filter = syscallFilter();
  const asNobody = isRoot && setpriv ? [setpriv, ...NO_PRIVILEGES, ...NOBODY] : [];
  return {
    name: 'bubblewrap',
    protects: ['network', 'user', 'processes', 'files', ...(filter ? (['system calls'] as const) : [])],
    filter,
    wrap: ({ file, args }, folders) => ({
      file: bwrap,
      args: [
        ...['--unshare-net', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
        ...(asNobody.length > 0 ? [] : ['--unshare-user', '--uid', '65534', '--gid', '65534', '--cap-drop', 'ALL']),
        ...['--die-with-parent', '--new-session'],
        // First: the code itself may lie below it.
        ...['--tmpfs', '/tmp'],
        ...readOnly([...LIBRARIES, ...asNobody.slice(0, 1), file, ...folders]),
        // No /proc: a worker needs none, and a container whose own is masked may not mount one.
        ...['--dev', '/dev', '--chdir', '/'],
        ...(filter ? ['--seccomp', FILTER_FD] : []),
        ...['--', ...asNobody, file, ...args],
      ],
    }),
  };
}

/** Shows the paths that there are. Folders above them are made first: those that bubblewrap makes by itself are closed to nobody. */
function readOnly(paths: readonly string[]): string[] {
  const present = paths.filter(each => existsSync(each));
  const above = new Set(present.flatMap(foldersAbove));
  return [...[...above].flatMap(folder => ['--dir', folder]), ...present.flatMap(each => ['--ro-bind', each, each])];
}

/** `/a/b` gives `/a`; outer folders first. */
function foldersAbove(file: string): string[] {
  const folder = path.dirname(file);
  return folder === '/' ? [] : [...foldersAbove(folder), folder];
}
