import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ConfinementChoice } from './confinement/choose-confinement.ts';
import { connectPluginHost } from './connect.ts';
import type { Limits } from './limits.ts';
import type { PluginHost } from './plugin-host.ts';
import { makeSocketFolder } from './socket-folder.ts';
import { YOUNG_HEAP } from './young-heap.ts';

/** How to start a host of one's own. */
export interface SpawnOptions {
  /** Lets plugins reach loopback ports that their call names. */
  development?: boolean;
  /** Refuses to start when the operating system does not confine workers in every way. */
  requireConfinement?: boolean;
  /** How to confine workers; default: the strongest way that works. */
  confinement?: ConfinementChoice;
  /** Worker processes; default 2. */
  workers?: number;
  /** Isolates per worker; default 32. */
  maxIsolates?: number;
  /** What calls may use. */
  limits?: Partial<Limits>;
  /** The least serious line of the host's own log: pino's levels; default `info`. */
  logLevel?: string;
  /** Gets each line of the host's own log: JSON, or what a crash wrote. */
  onLogLine?(line: string): void;
  /** Told when the host died and is started again. */
  onRestart?(pid: number): void;
}

/** A host that this process started and keeps alive. */
export interface SpawnedPluginHost {
  host: PluginHost;
  /** With what other processes of this user reach it, too. */
  readonly access: { readonly address: string; readonly token: string };
  /** The process that runs now; another one after a restart. */
  readonly pid: number;
  /** Drains and ends the host, then removes its socket. */
  stop(): Promise<void>;
}

const FIRST_DELAY_MS = 50;
const MAX_DELAY_MS = 5_000;
/** A host that lived this long has started well: the next restart does not wait. */
const HEALTHY_MS = 10_000;
const STOP_MS = 12_000;
const START_MS = 30_000;

/**
 * Starts a host with an empty environment on a private socket, and starts it again when it dies. The token goes through
 * standard input; when this process ends, that input closes and the host ends itself.
 * @throws Error when the first start fails
 */
export async function spawnPluginHost(options: SpawnOptions = {}): Promise<SpawnedPluginHost> {
  const folder = makeSocketFolder();
  const address = `unix:${path.join(folder, 'host.sock')}`;
  const token = randomBytes(32).toString('hex');
  const host = connectPluginHost({ address, token, ...(options.limits && { limits: options.limits }) });
  let stopping = false;
  let delay = FIRST_DELAY_MS;
  let restart: NodeJS.Timeout | undefined;
  let current = start();

  function start(): ChildProcess {
    const child = spawnHost(address, token, options);
    const startedAt = performance.now();
    child.once('exit', () => {
      if (stopping) return;
      delay = performance.now() - startedAt > HEALTHY_MS ? FIRST_DELAY_MS : Math.min(delay * 2, MAX_DELAY_MS);
      restart = setTimeout(() => {
        current = start();
        options.onRestart?.(current.pid!);
      }, delay);
    });
    return child;
  }

  const stop = async () => {
    stopping = true;
    clearTimeout(restart);
    await host.close();
    await end(current);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(current, host);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    host,
    access: { address, token },
    get pid() {
      return current.pid!;
    },
    stop,
  };
}

function spawnHost(address: string, token: string, options: SpawnOptions): ChildProcess {
  const fromSource = import.meta.url.endsWith('.ts');
  const main = fileURLToPath(new URL(fromSource ? './main.ts' : './main.js', import.meta.url));
  const child = spawn(
    process.execPath,
    [
      YOUNG_HEAP,
      ...(fromSource ? ['--conditions=source'] : []),
      ...[main, '--listen', address, '--token-stdin', ...flags(options)],
    ],
    {
      env: {},
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  // The host may be gone before it read the token; its exit tells.
  child.stdin!.on('error', () => {});
  child.stdin!.write(`${token}\n`);
  for (const input of [child.stdout!, child.stderr!])
    createInterface({ input }).on('line', line => options.onLogLine?.(line));
  return child;
}

const LIMIT_FLAGS: Readonly<Record<keyof Limits, string>> = {
  wallMs: '--wall-ms',
  noticeMs: '--notice-ms',
  cpuMs: '--cpu-ms',
  memoryMb: '--memory-mb',
  resultBytes: '--result-bytes',
  paramsBytes: '--params-bytes',
  hostCallsInFlight: '--host-calls-in-flight',
  logLines: '--log-lines',
  fetchMs: '--fetch-ms',
  fetchBytes: '--fetch-bytes',
};

function flags({
  confinement,
  requireConfinement,
  development,
  workers,
  maxIsolates,
  logLevel,
  limits = {},
}: SpawnOptions): string[] {
  return [
    ...(logLevel === undefined ? [] : ['--log-level', logLevel]),
    ...(development ? ['--development'] : []),
    ...(confinement ? ['--confinement', confinement] : []),
    ...(requireConfinement ? ['--require-confinement'] : []),
    ...(workers === undefined ? [] : ['--workers', String(workers)]),
    ...(maxIsolates === undefined ? [] : ['--max-isolates', String(maxIsolates)]),
    ...Object.entries(limits).flatMap(([name, value]) => [LIMIT_FLAGS[name as keyof Limits], String(value)]),
  ];
}

/** Waits for the host to answer. Its own words are the reason when it ends instead, such as a flag it does not know. */
async function answering(child: ChildProcess, host: PluginHost): Promise<void> {
  let words = '';
  child.stderr!.on('data', chunk => {
    words = (words + chunk).slice(-2_000);
  });
  const waiting = new AbortController();
  const ended = new Promise<string>(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('close', code => resolve(`it ended with code ${code}: ${words.trim()}`));
  });
  const outcome = await Promise.race([ended, readyWithin(START_MS, host, waiting.signal)]);
  waiting.abort();
  if (outcome !== true) throw new Error(`the plugin host did not start: ${outcome || 'it did not answer in time'}`);
}

/** A busy machine may take longer for a start than a host that runs may take for an answer. */
async function readyWithin(milliseconds: number, host: PluginHost, signal: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline && !signal.aborted) if (await host.ready()) return true;
  return false;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>(resolve => void child.once('exit', () => resolve()));
  const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(kill);
}
