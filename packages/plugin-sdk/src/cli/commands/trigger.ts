import path from 'node:path';
import { readPluginSource } from '../../bundle/build-plugin.ts';
import { type CommandResult, faults, serverFault } from '../command-result.ts';
import type { CliConfig } from '../config.ts';
import { Server, type ServerAnswer } from '../server.ts';

const INSTALLED = '{ installedPlugins { id plugin { id } } }';
const RUN = `mutation TriggerSchedule($installationId: ID!, $schedule: String!) {
  result: runPluginSchedule(installationId: $installationId, schedule: $schedule) {
    ok data durationMs requestId error { code message }
  }
}`;

interface Installed {
  installedPlugins: { id: string; plugin: { id: string } }[];
}
interface Run {
  result: {
    ok: boolean;
    data: unknown;
    durationMs: number;
    requestId: string;
    error: { code: string; message: string } | null;
  };
}

/** Runs one of the plugin's schedules now, in the token's organization, as its version there has it. */
export async function trigger(config: CliConfig): Promise<CommandResult> {
  const source = await readPluginSource(path.resolve(config.dir));
  if (!source.ok) return faults('trigger', source.issues);
  const { id } = source.manifest;
  const schedule = config.schedule!;
  const server = new Server(config.endpoint!, config.token!);
  const answer = await run(server, id, schedule);
  if (!answer.ok) return serverFault('trigger', answer.fault, { id, schedule });
  const { ok, data, durationMs, requestId, error } = answer.data.result;
  const text = ok
    ? `${schedule} finished in ${durationMs} ms: ${JSON.stringify(data)}`
    : `${schedule} failed: ${error?.code}: ${error?.message} (request ${requestId})`;
  const report = { ok, command: 'trigger', id, schedule, data, durationMs, requestId, error };
  return { exitCode: ok ? 0 : 1, report, text };
}

async function run(server: Server, id: string, schedule: string): Promise<ServerAnswer<Run>> {
  const found = await server.ask<Installed>(INSTALLED);
  if (!found.ok) return found;
  const installation = found.data.installedPlugins.find(({ plugin }) => plugin.id === id);
  if (installation) return server.ask<Run>(RUN, { installationId: installation.id, schedule });
  const message = `${id} is not installed in the organization of the token`;
  return { ok: false, fault: { reason: 'refused', code: 'PLUGIN_NOT_INSTALLED', message, issues: [] } };
}
