/** What the operating system keeps from a worker, beside what V8 and Node's permission model keep from it. */
export const PROTECTIONS = ['network', 'user', 'processes', 'files', 'system calls'] as const;
export type Protection = (typeof PROTECTIONS)[number];

/** A program to run, with its arguments. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** A way to run a worker so that little can be reached from it. */
export interface Confinement {
  readonly name: 'bubblewrap' | 'unshare' | 'none';
  /** What it keeps away; what is not here, it does not. */
  readonly protects: readonly Protection[];
  /** Bytes that the worker's file descriptor 4 must give, once: the system-call filter. */
  readonly filter: Buffer | undefined;
  /** The command that runs `command` confined, able to read `folders` and the system's libraries. */
  wrap(command: Command, folders: readonly string[]): Command;
}

/** No confinement by the operating system. */
export const UNCONFINED: Confinement = {
  name: 'none',
  protects: [],
  filter: undefined,
  wrap: command => command,
};
