import { type CommandResult, serverFault } from '../command-result.ts';
import type { CliConfig } from '../config.ts';
import { findInstalled } from '../installed.ts';

/** An event that a hook of the plugin failed at for good. */
interface FailedHook {
  id: string;
  event: string;
  occurredAt: string;
  failedAt: string;
  attempts: number;
  requestId: string;
  error: { code: string; message: string };
}

const FAILED = `failedHooks(first: 100) {
  totalCount
  edges { node { id event occurredAt failedAt attempts requestId error { code message } } }
}`;
const REPLAY = 'mutation ReplayFailedHook($id: ID!) { replayed: replayFailedHook(id: $id) }';
const REPLAY_ALL = 'mutation ReplayFailedHooks($id: ID!) { replayed: replayFailedHooks(installationId: $id) }';

/** Shows the latest events that the plugin's hooks failed at for good, in the token's organization. */
export async function failed(config: CliConfig): Promise<CommandResult> {
  const installed = await findInstalled<{
    failedHooks: { totalCount: number; edges: { node: FailedHook }[] };
  }>('failed', config, FAILED);
  if (!installed.ok) return installed.result;
  const { pluginId: id, installation } = installed.found;
  const { totalCount, edges } = installation.failedHooks;
  const hooks = edges.map(({ node }) => node);
  return {
    exitCode: 0,
    report: { ok: true, command: 'failed', id, totalCount, hooks },
    text: [...hooks.map(describe), `${totalCount} failed for good`].join('\n'),
  };
}

/** Has one of them run again, or all. */
export async function replay(config: CliConfig): Promise<CommandResult> {
  const installed = await findInstalled('replay', config);
  if (!installed.ok) return installed.result;
  const { pluginId: id, server, installation } = installed.found;
  const answer = config.id
    ? await server.ask<{ replayed: boolean }>(REPLAY, { id: config.id })
    : await server.ask<{ replayed: number }>(REPLAY_ALL, { id: installation.id });
  if (!answer.ok) return serverFault('replay', answer.fault, { id });
  const replayed = Number(answer.data.replayed);
  const text = replayed === 1 ? '1 hook runs again' : `${replayed} hooks run again`;
  return { exitCode: 0, report: { ok: true, command: 'replay', id, replayed }, text };
}

const describe = ({ id, event, occurredAt, attempts, error }: FailedHook) =>
  `${id} ${event} of ${occurredAt}, tried ${attempts} times: ${error.code}: ${error.message}`;
