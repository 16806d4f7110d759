import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ChildOptions {
  readonly name: string;
  /** The built file to run. */
  readonly entry: string;
  readonly args?: readonly string[];
  /** All of its environment, but for PATH. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** An http URL that answers 2xx, or a tcp address that accepts, when it is ready. */
  readonly ready: string;
}

const READY_WITHIN = 60_000;
const RESTART_FIRST = 200;
const RESTART_MOST = 10_000;
/** A child that does not drain in this time is killed. */
const DRAIN = 15_000;

/** The processes of a distributed server: started in order, restarted when they die, stopped last first. */
export class ChildProcesses {
  private readonly children: Array<{ name: string; process: ChildProcess }> = [];
  private stopping = false;

  /** Resolves when the child is ready. Rejects if it ends before, or takes too long. */
  async start(options: ChildOptions): Promise<void> {
    const entry = { name: options.name, process: this.spawn(options) };
    this.children.push(entry);
    const ended = new AbortController();
    entry.process.once('exit', () => ended.abort());
    await untilReady(options, ended.signal);
    this.keepAlive(options, entry, RESTART_FIRST);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    // The gateway first, so that what it passes on still finds the others; each drains by itself.
    for (const { process: child } of this.children.reverse()) await end(child);
  }

  private spawn({ entry, args = [], env }: ChildOptions): ChildProcess {
    const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
    return spawn(process.execPath, ['--enable-source-maps', entry, ...args], {
      // A group of its own: Ctrl-C at the terminal reaches the parent only, which stops the children in order.
      detached: true,
      stdio: ['pipe', 'inherit', 'inherit'],
      env: { PATH: pathOf(env), ...given },
    });
  }

  private keepAlive(options: ChildOptions, entry: { process: ChildProcess }, delay: number): void {
    entry.process.once('exit', async code => {
      if (this.stopping) return;
      console.error(`${options.name} ended with ${code}; starting it again`);
      await sleep(delay);
      if (this.stopping) return;
      entry.process = this.spawn(options);
      this.keepAlive(options, entry, Math.min(delay * 2, RESTART_MOST));
    });
  }
}

const pathOf = (env: ChildOptions['env']) => env.PATH ?? '/usr/bin:/bin';

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), DRAIN);
  await exited;
  clearTimeout(killer);
}

async function untilReady({ name, ready }: ChildOptions, ended: AbortSignal): Promise<void> {
  const deadline = performance.now() + READY_WITHIN;
  while (performance.now() < deadline) {
    if (ended.aborted) throw new Error(`${name} ended before it was ready.`);
    if (await (ready.startsWith('tcp:') ? accepts(ready) : answers(ready))) return;
    await sleep(50);
  }
  throw new Error(`${name} was not ready within ${READY_WITHIN / 1000} s.`);
}

const answers = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    response => response.ok,
    () => false,
  );

function accepts(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address);
  return new Promise(resolve => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
