import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { CallSecrets, HostCallRefused, type LogLine } from '@ticketbase/plugin-host/client';
import type { HookEvent, PluginEvent, VersionChange } from '@ticketbase/plugin-sdk';
import { buildPlugin, type SourceIssue } from '@ticketbase/plugin-sdk/build';
import { BUNDLE_FILES } from '@ticketbase/plugin-sdk/bundle';
import {
  compileSchema,
  type Issue,
  type JsonSchema,
  type LifecycleFunction,
  type PluginManifest,
  withholdSettings,
} from '@ticketbase/plugin-sdk/manifest';
import { MemoryStorage } from './memory-storage.ts';
import { type AnswerRequest, type RecordedAnswer, RecordedFetch, type SentRequest } from './recorded-fetch.ts';
import { runInSharedHost, TIDY_MS } from './shared-host.ts';

/** The world that plugin code finds itself in; all of it is empty unless given. */
export interface Given {
  /** The settings of the organization. */
  configuration?: Record<string, unknown>;
  /** What an earlier run stored. */
  storage?: Record<string, unknown>;
  /**
   * The answers of the hosts that it calls, each given once; or what answers any request, such as a server of the test's own.
   * Nothing else leaves the machine.
   */
  fetch?: readonly RecordedAnswer[] | AnswerRequest;
  /** Answers `ctx.graphql`; what it throws reaches the plugin as a refusal. */
  graphql?(query: string, variables: Record<string, unknown>): unknown;
  /** At which time the code runs: what `Date` says to it, which then stands still. */
  now?: Date | string;
  /** Gives the run up when it fires, of which `ctx.signal` tells the code; whoever answers for the world can fire it at the right moment. */
  signal?: AbortSignal;
}

/** What a run left behind, and how it ended: with data, or with the error that a caller would get. */
export type PluginRun<Data = unknown> = {
  logs: LogLine[];
  /** What is stored afterwards. */
  storage: Record<string, unknown>;
  /** The requests that it made, in order; those that the sandbox refused are not among them. */
  requests: SentRequest[];
} & ({ ok: true; data: Data } | { ok: false; error: { code: string; message: string; issues?: Issue[] } });

/** The plugin does not build; the message names file and line of each fault. */
export class PluginSourceError extends Error {
  override readonly name = 'PluginSourceError';
  readonly issues: readonly SourceIssue[];

  constructor(issues: readonly SourceIssue[]) {
    super(
      issues
        .map(({ file, line, column, message }) => `${[file, line, column].filter(Boolean).join(':')}: ${message}`)
        .join('\n'),
    );
    this.issues = issues;
  }
}

/**
 * Builds the plugin in `dir` and runs one of its actions in the sandbox of the platform, with the platform's checks of
 * settings, input and output around it.
 * @throws PluginSourceError when the plugin does not build
 */
export async function runAction<Data = unknown>(
  dir: string | URL,
  name: string,
  params: unknown = {},
  given: Given = {},
): Promise<PluginRun<Data>> {
  const plugin = await build(dir);
  const action = Object.hasOwn(plugin.manifest.actions, name) ? plugin.manifest.actions[name] : undefined;
  if (!action) return refused(given, 'PLUGIN_ACTION_NOT_FOUND', `${plugin.manifest.id} has no action ${name}.`);
  const input = issuesOf(action.input, params);
  if (input.length > 0) return refused(given, 'PLUGIN_INPUT_INVALID', 'The input of the action is not valid.', input);
  const run = await execute(plugin, 'action', name, params, given);
  const output = run.ok ? issuesOf(action.output, run.data) : [];
  if (output.length === 0) return run as PluginRun<Data>;
  const { logs, storage, requests } = run;
  const error = { code: 'PLUGIN_OUTPUT_INVALID', message: 'The answer of the action is not valid.', issues: output };
  return { logs, storage, requests, ok: false, error };
}

/**
 * Builds the plugin in `dir` and tells one of its hooks of an event, in the sandbox of the platform.
 * @param event what the hook needs of the event; the rest of the envelope is made up
 * @throws PluginSourceError when the plugin does not build
 */
export async function runHook<Name extends HookEvent>(
  dir: string | URL,
  name: Name,
  event: Pick<PluginEvent<Name>, 'payload'> & Partial<PluginEvent<Name>>,
  given: Given = {},
): Promise<PluginRun<null>> {
  const plugin = await build(dir);
  if (!plugin.manifest.hooks.includes(name))
    return refused(given, 'PLUGIN_ACTION_NOT_FOUND', `${plugin.manifest.id} has no hook ${name}.`);
  const occurredAt = new Date(given.now ?? Date.now()).toISOString();
  const envelope = { id: randomUUID(), name, version: 1, organizationId: ORGANIZATION, occurredAt, ...event };
  const run = await execute(plugin, 'hook', name, envelope, given);
  return run.ok ? { ...run, data: null } : run;
}

/**
 * Builds the plugin in `dir` and runs its `onUpgrade`, in the sandbox of the platform.
 * @returns a run whose `storage` is what was stored before if it failed, as on the platform
 * @throws PluginSourceError when the plugin does not build
 */
export async function runUpgrade(
  dir: string | URL,
  change: VersionChange,
  given: Given = {},
): Promise<PluginRun<null>> {
  const run = await runLifecycle(dir, 'onUpgrade', change, given);
  return run.ok ? run : { ...run, storage: { ...given.storage } };
}

/**
 * Builds the plugin in `dir` and runs its `onUninstall`, in the sandbox of the platform.
 * @throws PluginSourceError when the plugin does not build
 */
export const runUninstall = (dir: string | URL, given: Given = {}): Promise<PluginRun<null>> =>
  runLifecycle(dir, 'onUninstall', {}, given);

async function runLifecycle(
  dir: string | URL,
  name: LifecycleFunction,
  params: object,
  given: Given,
): Promise<PluginRun<null>> {
  const plugin = await build(dir);
  if (!plugin.manifest.lifecycle.includes(name))
    return refused(given, 'PLUGIN_ACTION_NOT_FOUND', `The lifecycle of ${plugin.manifest.id} names no ${name}.`);
  const run = await execute(plugin, 'lifecycle', name, params, given);
  return run.ok ? { ...run, data: null } : run;
}

const ORGANIZATION = '00000000-0000-7000-8000-000000000001';

interface Built {
  manifest: PluginManifest;
  code: string;
  sourceMap: string;
  integrity: string;
}

async function build(dir: string | URL): Promise<Built> {
  const built = await buildPlugin(dir instanceof URL ? fileURLToPath(dir) : dir);
  if (!built.ok) throw new PluginSourceError(built.issues);
  const text = (file: string) => new TextDecoder().decode(built.files.get(file));
  const [code, sourceMap] = [text(BUNDLE_FILES.backend), text(BUNDLE_FILES.backendMap)];
  return { manifest: built.manifest, code, sourceMap, integrity: built.integrity };
}

async function execute(
  { manifest, code, sourceMap, integrity }: Built,
  kind: 'action' | 'hook' | 'lifecycle',
  name: string,
  params: unknown,
  given: Given,
): Promise<PluginRun> {
  const configuration = given.configuration ?? {};
  const settings = issuesOf(manifest.configSchema, configuration);
  if (settings.length > 0)
    return refused(given, 'PLUGIN_NOT_CONFIGURED', `${manifest.id} is not configured.`, settings);
  const { given: settingsOfCode, withheld } = withholdSettings(manifest, configuration);
  const storage = new MemoryStorage(given.storage ?? {});
  const fetched = new RecordedFetch(given.fetch ?? [], new CallSecrets(withheld));
  const logs: LogLine[] = [];
  const clock = given.now === undefined ? '' : stoppedClock(new Date(given.now));
  const result = await runInSharedHost({
    organizationId: ORGANIZATION,
    pluginId: manifest.id,
    version: manifest.version,
    integrity: `${integrity}${clock}`,
    loadBundle: async () => clock + code,
    loadSourceMap: async () => sourceMap,
    kind,
    name,
    params,
    configuration: settingsOfCode,
    network: manifest.network,
    secrets: withheld,
    requestId: 'test',
    fetchBy: 'client',
    ...(given.signal && { signal: given.signal, limits: { noticeMs: TIDY_MS } }),
    onHostCall: async (call, args) => {
      if (call === 'fetch') return fetched.answer(args as Parameters<RecordedFetch['answer']>[0]);
      if (call === 'graphql')
        return answerGraphql(given, args as { query: string; variables?: Record<string, unknown> });
      return storage.call(call, args as Parameters<MemoryStorage['call']>[1]);
    },
    onLog: line => logs.push(line),
  });
  const left = { logs, storage: storage.contents(), requests: fetched.requests };
  if (result.ok) return { ...left, ok: true, data: result.data };
  const { code: errorCode, message } = result.error;
  return { ...left, ok: false, error: { code: errorCode, message } };
}

async function answerGraphql({ graphql }: Given, args: { query: string; variables?: Record<string, unknown> }) {
  if (!graphql) throw new HostCallRefused('GRAPHQL_UNAVAILABLE', 'the test has no answer for ctx.graphql');
  try {
    return await graphql(args.query, args.variables ?? {});
  } catch (error) {
    const { code = 'GRAPHQL_ERROR', message } = error as { code?: string; message: string };
    throw new HostCallRefused(code, message);
  }
}

const issuesOf = (schema: JsonSchema | undefined, value: unknown): Issue[] =>
  schema ? compileSchema(schema)(value) : [];

function refused<Data>(given: Given, code: string, message: string, issues?: Issue[]): PluginRun<Data> {
  const error = { code, message, ...(issues && { issues }) };
  return { logs: [], storage: { ...given.storage }, requests: [], ok: false, error };
}

/** A `Date` that stands still, ahead of the plugin's code and on its first line, so that no line number changes. */
function stoppedClock(now: Date): string {
  if (Number.isNaN(now.getTime())) throw new TypeError('now must be a time');
  return `globalThis.Date=(Real=>class Date extends Real{constructor(...a){if(a.length)super(...a);else super(${now.getTime()})}static now(){return ${now.getTime()}}})(Date);`;
}
