import { readFile } from 'node:fs/promises';
import { type CommandResult, serverFault } from '../command-result.ts';
import { type CliConfig, UsageError } from '../config.ts';
import { findInstalled, type InstalledPlugin } from '../installed.ts';

const OUTCOME = 'ok data durationMs requestId error { code message }';
const RUN_SCHEDULE = `mutation TriggerSchedule($installationId: ID!, $schedule: String!) {
  result: runPluginSchedule(installationId: $installationId, schedule: $schedule) { ${OUTCOME} }
}`;
const RUN_HOOK = `mutation TriggerHook($installationId: ID!, $event: String!, $payload: JSON!) {
  result: runPluginHook(installationId: $installationId, event: $event, payload: $payload) { ${OUTCOME} }
}`;

interface Run {
  result: {
    ok: boolean;
    data: unknown;
    durationMs: number;
    requestId: string;
    error: { code: string; message: string } | null;
  };
}

/** Has the plugin run now, in the token's organization, as its version there does: a schedule, a hook, or a webhook. */
export function trigger(config: CliConfig): Promise<CommandResult> {
  const { schedule, hook, webhook } = config;
  if (hook !== undefined) return triggerHook(config, hook);
  return webhook === undefined ? triggerSchedule(config, schedule!) : triggerWebhook(config, webhook);
}

async function triggerSchedule(config: CliConfig, schedule: string): Promise<CommandResult> {
  const installed = await findInstalled('trigger', config);
  return installed.ok ? run(installed.found, RUN_SCHEDULE, { schedule }, { schedule }) : installed.result;
}

async function triggerHook(config: CliConfig, event: string): Promise<CommandResult> {
  const payload = await payloadOf(config.payload!);
  const installed = await findInstalled('trigger', config);
  return installed.ok ? run(installed.found, RUN_HOOK, { event, payload }, { hook: event }) : installed.result;
}

async function run(
  { pluginId: id, server, installation }: InstalledPlugin<object>,
  mutation: string,
  variables: Readonly<Record<string, unknown>>,
  about: { schedule: string } | { hook: string },
): Promise<CommandResult> {
  const answer = await server.ask<Run>(mutation, { installationId: installation.id, ...variables });
  const [[kind, name]] = Object.entries(about) as [[string, string]];
  if (!answer.ok) {
    const isUnknown = answer.fault.code === 'NOT_FOUND';
    const fault = isUnknown
      ? { ...answer.fault, message: `the installed version has no ${kind} ${name}` }
      : answer.fault;
    return serverFault('trigger', fault, { id, ...about });
  }
  const { ok, data, durationMs, requestId, error } = answer.data.result;
  const text = ok
    ? `${name} finished in ${durationMs} ms: ${JSON.stringify(data)}`
    : `${name} failed: ${error?.code}: ${error?.message} (request ${requestId})`;
  const report = { ok, command: 'trigger', id, ...about, data, durationMs, requestId, error };
  return { exitCode: ok ? 0 : 1, report, text };
}

/** Calls the webhook's address as the outside service would. */
async function triggerWebhook(config: CliConfig, webhook: string): Promise<CommandResult> {
  const { payload, headers } = config;
  const body = payload === undefined ? undefined : await bytesOf(payload);
  const fields = 'webhooks { name url }';
  const installed = await findInstalled<{ webhooks: { name: string; url: string }[] }>('trigger', config, fields);
  if (!installed.ok) return installed.result;
  const { pluginId: id, installation } = installed.found;
  const about = { id, webhook };
  const refuse = (reason: 'refused' | 'unreachable', code: string, message: string) =>
    serverFault('trigger', { reason, code, message, issues: [] }, about);
  const address = installation.webhooks.find(({ name }) => name === webhook)?.url;
  if (!address) return refuse('refused', 'NOT_FOUND', `the installed version has no webhook ${webhook}`);
  try {
    const signal = AbortSignal.timeout(WEBHOOK_MS);
    const answer = await fetch(address, { method: 'POST', headers: { ...headers }, body, signal });
    const answered = await answer.text();
    const ok = answer.status < 300;
    const report = { ok, command: 'trigger', ...about, status: answer.status, answer: answered };
    return { exitCode: ok ? 0 : 1, report, text: `${webhook} answered ${answer.status} ${answered}`.trimEnd() };
  } catch (error) {
    // The address opens the webhook to whoever reads it.
    const cause = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name;
    return refuse('unreachable', 'UNREACHABLE', `${new URL(address).origin} did not answer (${cause})`);
  }
}

/** Longer than an action may take. */
const WEBHOOK_MS = 60_000;

async function payloadOf(file: string): Promise<unknown> {
  const text = new TextDecoder().decode(await bytesOf(file));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--payload ${file} is no JSON: ${(error as Error).message}`);
  }
}

async function bytesOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    throw new UsageError(`--payload ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}
