import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Pool } from 'undici';
import type { Stops } from '../../measure/stops.ts';

const SERVE = resolve(import.meta.dirname, 'serve.ts');

/** A process that serves GraphQL, or a part of it. */
export interface Process {
  readonly pid: number;
  readonly child: ChildProcess;
  /** What it said when it was ready. */
  readonly said: Readonly<Record<string, string>>;
}

/** Starts a gateway or subgraphs on data in memory; `urls` says where the subgraphs of a gateway are. */
export function serve(
  stops: Stops,
  role: string,
  { urls = {}, nodeOptions = [], env }: { urls?: object; nodeOptions?: string[]; env?: Record<string, string> } = {},
): Promise<Process> {
  return startProcess(stops, [...nodeOptions, SERVE, role, JSON.stringify(urls)], env);
}

/** Starts a process of Node, and waits for the line of JSON by which it says that it is ready. */
export async function startProcess(
  stops: Stops,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Process> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: 'true', ...env },
  });
  const exited = once(child, 'exit');
  stops.add(async () => {
    // Hive Gateway does not end by SIGTERM. None has anything to lose.
    child.kill('SIGKILL');
    await exited;
  });
  for await (const line of createInterface(child.stdout!))
    if (line.startsWith('{')) return { pid: child.pid!, child, said: JSON.parse(line) };
  throw new Error(`${args.join(' ').slice(0, 200)} did not start.`);
}

/** Posts a request that must be answered without any error; the answer's text. */
export async function post(pool: Pool, url: URL, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await pool.request({ path: url.pathname, method: 'POST', headers, body });
  const text = await response.body.text();
  if (response.statusCode !== 200 || text.includes('"errors"')) throw new Error(text.slice(0, 500));
  return text;
}
