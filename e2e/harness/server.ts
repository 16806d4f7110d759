import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/free-port.ts';
import { temporaryDataDir } from '../../scripts/temporary-data-dir.ts';

const root = resolve(import.meta.dirname, '../..');
const READY_WITHIN = 120_000;
const LAST_WORDS_WITHIN = 2_000;

export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** Everything it printed so far. */
  output(): string;
  /** Resolves when the process has ended, with its exit code. */
  readonly exited: Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
  /** Ends it as Ctrl-C does, and removes its data. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly distributed?: boolean;
  /** Keeps data over restarts; a temporary one, removed on stop, by default. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts what `npm start` starts, built, on a free port and data of its own, and waits until it is ready. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const server = await launchServer(options);
  const ended = server.exited.then(code => {
    throw new Error(`the server ended with ${code} before it was ready:\n${server.output()}`);
  });
  ended.catch(() => {});
  try {
    await Promise.race([untilReady(server), ended]);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/** Starts it without waiting. */
export async function launchServer({ distributed, dataDir, port, env }: ServerOptions): Promise<RunningServer> {
  const folder = dataDir ?? (await temporaryDataDir('ticketbase-e2e-'));
  const listen = port ?? (await freePort());
  const entry = join(root, 'standalone/dist', distributed ? 'distributed.js' : 'main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', entry], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'development', PORT: String(listen), DATA_DIR: folder, DEMO: 'false', ...env },
  });
  const closed = once(child, 'close');
  const exited = once(child, 'exit').then(async ([code]) => {
    // What it said last may be on its way still. A process that it left behind may keep the pipes open.
    await Promise.race([closed, sleep(LAST_WORDS_WITHIN)]);
    return code as number | null;
  });
  const output = gather(child);
  return {
    url: `http://127.0.0.1:${listen}`,
    pid: child.pid!,
    dataDir: folder,
    output,
    exited,
    signal: signal => void child.kill(signal),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
      await exited;
      if (!dataDir) await rm(folder, { recursive: true, force: true });
    },
  };
}

function gather(child: ChildProcess): () => string {
  let text = '';
  const append = (data: Buffer) => {
    text += data;
  };
  child.stdout?.on('data', append);
  child.stderr?.on('data', append);
  return () => text;
}

export async function untilReady(server: RunningServer): Promise<void> {
  const deadline = Date.now() + READY_WITHIN;
  while (Date.now() < deadline) {
    const response = await fetch(`${server.url}/health/ready`).catch(() => undefined);
    if (response?.ok) return;
    await sleep(100);
  }
  throw new Error(`the server was not ready within ${READY_WITHIN} ms:\n${server.output()}`);
}
