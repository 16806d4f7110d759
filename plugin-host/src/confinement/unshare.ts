import type { Confinement } from './confinement.ts';
import { NO_PRIVILEGES, NOBODY } from './no-privileges.ts';

/** Namespaces of its own for network and processes, by util-linux alone; the file system stays the machine's. */
export function unshare(programs: { unshare: string; setpriv: string; isRoot: boolean }): Confinement {
  const { isRoot, setpriv } = programs;
  return {
    name: 'unshare',
    protects: ['network', 'processes', ...(isRoot ? (['user'] as const) : [])],
    filter: undefined,
    wrap: ({ file, args }) => ({
      file: programs.unshare,
      args: [
        ...['--net', '--ipc', '--uts', '--pid', '--fork', '--kill-child=SIGKILL', '--mount-proc'],
        ...(isRoot ? [] : ['--user', '--map-root-user']),
        // A change of user would make the kernel forget that the worker dies with unshare.
        ...['--', setpriv, '--pdeathsig', 'SIGKILL', ...NO_PRIVILEGES, ...(isRoot ? NOBODY : [])],
        ...[file, ...args],
      ],
    }),
  };
}
