import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readPluginSource } from '../../bundle/build-plugin.ts';
import { describeLine, LogReader, type PluginLogLine } from '../../dev/log-reader.ts';
import { type CommandResult, type CommandRun, faults, serverFault } from '../command-result.ts';
import type { CliConfig } from '../config.ts';
import { notInstalled } from '../installed.ts';
import { Server } from '../server.ts';

const INTERVAL_MS = 500;

/** Shows what the plugin wrote to its log in the token's organization; with `--follow` also what it writes from then on. */
export async function logs(config: CliConfig, { emit, signal }: CommandRun): Promise<CommandResult> {
  const source = await readPluginSource(path.resolve(config.dir));
  if (!source.ok) return faults('logs', source.issues);
  const { id } = source.manifest;
  const reader = new LogReader(new Server(config.endpoint!, config.token!), id);
  const kept: PluginLogLine[] = [];
  do {
    const answer = await reader.read();
    if (!answer.ok) return serverFault('logs', answer.fault, { id });
    if (!answer.data) return serverFault('logs', notInstalled(id), { id });
    if (!config.follow) kept.push(...answer.data);
    else for (const line of answer.data) emit({ event: 'log', ...line }, describeLine(line));
    if (config.follow) await sleep(INTERVAL_MS, undefined, { signal }).catch(() => {});
  } while (config.follow && !signal.aborted);
  return {
    exitCode: 0,
    report: { ok: true, command: 'logs', id, ...(config.follow ? {} : { lines: kept }) },
    text: kept.map(describeLine).join('\n'),
  };
}
