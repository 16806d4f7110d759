import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { claimDataDir } from '../data-dir-claim.ts';
import { EmbeddedError, type EmbeddedErrorCode } from '../embedded-error.ts';
import { type Log, silent } from '../log.ts';
import { onPort } from '../port.ts';
import { birthOf, isAlive, stopProcess } from '../process-identity.ts';
import type { MongoServerOptions } from './mongo-server.ts';

export interface MongoOptions {
  /** Keeps the documents; made if missing. */
  dataDir: string;
  /** 0 or undefined: the port of the last start if it is free, else any free one. */
  port?: number;
  /** How often expired documents are removed, in milliseconds. Default: every minute, as MongoDB. */
  sweepMs?: number;
  log?: Log;
}

export interface RunningMongo {
  /** Such as `mongodb://127.0.0.1:27017/?directConnection=true`. */
  url: string;
  pid: number;
  /** Resolves when the server is gone. May be called again. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 20_000;

/**
 * Runs the MongoDB-compatible server in a process of its own, which ends by itself if this one does. One left on the
 * same data directory is stopped first.
 * @throws EmbeddedError
 */
export async function startMongo(options: MongoOptions): Promise<RunningMongo> {
  const { sweepMs = 60_000, log = silent } = options;
  const dataDir = resolve(options.dataDir);
  const claim = await claimDataDir(dataDir);
  try {
    await stopLeftover(dataDir, log);
    const { port, started: child } = await onPort({ wanted: options.port, dataDir, service: 'MongoDB' }, port =>
      launch({ directory: join(dataDir, 'store'), port, sweepMs }),
    );
    const pid = child.pid!;
    await recordServer(dataDir, pid);
    log(`MongoDB: ready on 127.0.0.1:${port} (pid ${pid})`);
    let stopping: Promise<void> | undefined;
    child.once('exit', (code, signal) => stopping || log(`MongoDB: ended unexpectedly (${signal ?? code})`));
    const stop = async () => {
      await stopServer(pid);
      await claim.release();
    };
    return { url: `mongodb://127.0.0.1:${port}/?directConnection=true`, pid, stop: () => (stopping ??= stop()) };
  } catch (error) {
    await claim.release();
    throw error;
  }
}

const stopServer = (pid: number) =>
  stopProcess(pid, [
    ['SIGTERM', 10_000],
    ['SIGKILL', 5_000],
  ]);

async function recordServer(dataDir: string, pid: number): Promise<void> {
  try {
    await writeFile(join(dataDir, 'server.json'), JSON.stringify({ pid, birth: birthOf(pid) }));
  } catch (error) {
    await stopServer(pid);
    throw error;
  }
}

async function stopLeftover(dataDir: string, log: Log): Promise<void> {
  const text = await readFile(join(dataDir, 'server.json'), 'utf8').catch(() => '{}');
  const { pid, birth } = parse(text);
  if (!pid || !isAlive(pid) || birthOf(pid) !== birth) return;
  log(`MongoDB: stopping a server left behind (pid ${pid})`);
  await stopServer(pid);
}

function parse(text: string): { pid?: number; birth?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

async function launch(options: MongoServerOptions): Promise<ChildProcess> {
  const child = fork(entry(), [JSON.stringify(options)], {
    env: { NODE_ENV: 'production' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const lastWords: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    lastWords.push(chunk.toString());
    if (lastWords.length > 50) lastWords.shift();
  });
  await untilReady(child, lastWords);
  child.unref();
  child.channel?.unref();
  (child.stderr as unknown as { unref(): void } | null)?.unref();
  return child;
}

function untilReady(child: ChildProcess, lastWords: string[]): Promise<void> {
  return new Promise((resolveReady, reject) => {
    const fail = (code: EmbeddedErrorCode, message: string) => {
      clearTimeout(timeout);
      child.removeAllListeners();
      child.kill('SIGKILL');
      reject(new EmbeddedError(code, message));
    };
    const timeout = setTimeout(() => fail('EMBEDDED_START_FAILED', 'MongoDB: no answer in time'), START_TIMEOUT_MS);
    child.once('error', error => fail('EMBEDDED_START_FAILED', `MongoDB: ${error.message}`));
    child.once('exit', () => fail('EMBEDDED_START_FAILED', `MongoDB did not start:\n${lastWords.join('')}`));
    child.once('message', (message: { failed?: { code?: EmbeddedErrorCode; message: string } }) => {
      if (message.failed) return fail(message.failed.code ?? 'EMBEDDED_START_FAILED', message.failed.message);
      clearTimeout(timeout);
      child.removeAllListeners();
      child.on('error', () => {});
      resolveReady();
    });
  });
}

/** The child's program: the source beside this file, or, in a bundle, the file the build puts into dist/mongo. */
function entry(): string {
  const candidates = ['./main.ts', './mongo/main.js', './main.js'];
  const found = candidates.map(path => fileURLToPath(new URL(path, import.meta.url))).find(path => existsSync(path));
  if (found) return found;
  throw new EmbeddedError(
    'EMBEDDED_START_FAILED',
    'The MongoDB server is not built: run the build of @ticketbase/embedded',
  );
}
