import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface ParentProcess {
  /** Of the server it started. */
  url: string;
  pid: number;
  /** Kills the parent, not the server, with no chance to clean up. */
  kill(): Promise<void>;
  /** Stops the parent where it is, so that it does not reap its children. */
  pause(): void;
}

/** The same process before its server is ready. */
export function forkParent(program: 'postgres' | 'mongo', options: object): ChildProcess {
  const file = fileURLToPath(new URL(`./programs/${program}-parent.ts`, import.meta.url));
  const parent = fork(file, [JSON.stringify(options)], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(() => killAndWait(parent));
  return parent;
}

/** A process that starts a server by one of the programs beside this file, so that a test can kill it. */
export async function startInParent(program: 'postgres' | 'mongo', options: object): Promise<ParentProcess> {
  const parent = forkParent(program, options);
  const [message] = (await Promise.race([once(parent, 'message'), failOnExit(parent)])) as [
    { url: string; pid: number },
  ];
  return { ...message, kill: () => killAndWait(parent), pause: () => parent.kill('SIGSTOP') };
}

async function killAndWait(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function failOnExit(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`The parent process ended with ${code} before its server was ready`);
}
