import { compileSchema, type Issue, type JsonSchema, schemaIssues } from './json-schema.ts';
import { paymentIssues } from './payment-issues.ts';
import { MAX_SCHEDULES, scheduleIssues } from './schedule.ts';
import { manifestSchema, type PluginManifest } from './schema.ts';
import { shapeIssues } from './shape-issues.ts';
import { withheldIssues } from './withheld-settings.ts';

/** What became of a `plugin.json`: a manifest to use, or everything that is wrong with it. */
export type ManifestResult = { ok: true; manifest: PluginManifest } | { ok: false; issues: Issue[] };

const MAX_MANIFEST_BYTES = 256 * 1024;
const MAX_DEPTH = 40;
/** Each is a mutation in the one schema that all tenants share, and every publication composes all of them. */
const MAX_ACTIONS = 100;

/**
 * Checks a `plugin.json`: its shape, the references between its parts and every JSON Schema in it.
 * @param json the text of the file, or the value parsed from it
 */
export function parseManifest(json: unknown): ManifestResult {
  const read = readJson(json);
  if (!read.ok) return read;
  const parsed = manifestSchema.safeParse(read.value);
  if (!parsed.success) return { ok: false, issues: shapeIssues(manifestSchema, read.value, parsed.error.issues) };
  const manifest = parsed.data;
  const issues = [
    ...referenceIssues(manifest),
    ...duplicateIssues(manifest),
    ...configSchemaIssues(manifest.configSchema),
    ...withheldIssues(manifest, sensitiveFields(manifest)),
    ...actionIssues(manifest),
    ...paymentIssues(manifest),
  ];
  // What a schedule gives to its action can be checked only with schemas that are whole.
  if (issues.length === 0) issues.push(...scheduledParamsIssues(manifest));
  return issues.length > 0 ? { ok: false, issues } : { ok: true, manifest };
}

type Read = { ok: true; value: unknown } | { ok: false; issues: Issue[] };

function readJson(json: unknown): Read {
  const refuse = (message: string): Read => ({ ok: false, issues: [{ path: [], message }] });
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  if (text === undefined) return refuse('must be a JSON object');
  if (text.length > MAX_MANIFEST_BYTES) return refuse(`must not be larger than ${MAX_MANIFEST_BYTES / 1024} KiB`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(`is not JSON: ${(error as Error).message}`);
  }
  if (depthOf(value, 0) > MAX_DEPTH) return refuse(`must not be nested deeper than ${MAX_DEPTH} levels`);
  const issues = textIssues(value, []);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value };
}

/** Databases keep neither U+0000 nor half of a surrogate pair, in values or in names. */
function textIssues(value: unknown, path: Issue['path']): Issue[] {
  const message = 'must not contain U+0000 or half of a surrogate pair';
  const isKept = (text: string) => !text.includes('\0') && text.isWellFormed();
  if (typeof value === 'string') return isKept(value) ? [] : [{ path, message }];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => textIssues(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) =>
    isKept(key) ? textIssues(item, [...path, key]) : [{ path, message }],
  );
}

function depthOf(value: unknown, depth: number): number {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return depth;
  return Math.max(depth, ...Object.values(value).map(item => depthOf(item, depth + 1)));
}

function referenceIssues(manifest: PluginManifest): Issue[] {
  const issues: Issue[] = [];
  const requireAction = (name: string | undefined, path: Issue['path']) => {
    if (name !== undefined && !Object.hasOwn(manifest.actions, name))
      issues.push({ path, message: `names the action ${name}, which is not declared` });
  };
  requireAction(manifest.payment?.start, ['payment', 'start']);
  requireAction(manifest.payment?.confirm, ['payment', 'confirm']);
  requireAction(manifest.payment?.refund, ['payment', 'refund']);
  for (const [name, webhook] of Object.entries(manifest.webhooks))
    requireAction(webhook.action, ['webhooks', name, 'action']);
  for (const [name, { action }] of Object.entries(manifest.webhooks)) {
    const { input, output } = manifest.actions[action] ?? {};
    // What an outside service sends is what it is; the platform gives it one shape.
    if (input || output)
      issues.push({
        path: ['webhooks', name, 'action'],
        message: `names ${action}, which must have neither input nor output`,
      });
  }
  for (const [name, schedule] of Object.entries(manifest.schedules)) {
    requireAction(schedule.action, ['schedules', name, 'action']);
    issues.push(
      ...scheduleIssues(schedule).map(({ path, message }) => ({ path: ['schedules', name, ...path], message })),
    );
  }
  if (Object.keys(manifest.schedules).length > MAX_SCHEDULES)
    issues.push({ path: ['schedules'], message: `must not have more than ${MAX_SCHEDULES} schedules` });
  const needsBackend = [Object.keys(manifest.actions), manifest.hooks, manifest.lifecycle].some(
    each => each.length > 0,
  );
  if (needsBackend && !manifest.build.backend)
    issues.push({ path: ['build', 'backend'], message: 'is required for a plugin with actions, hooks or a lifecycle' });
  if (manifest.extensions.length > 0 && !manifest.build.frontend)
    issues.push({ path: ['build', 'frontend'], message: 'is required for a plugin with extensions' });
  return issues;
}

function duplicateIssues(manifest: PluginManifest): Issue[] {
  const twice = (values: readonly string[], path: (index: number) => Issue['path']): Issue[] =>
    values.flatMap((value, index) =>
      values.indexOf(value) < index ? [{ path: path(index), message: `repeats ${value}` }] : [],
    );
  return [
    ...twice(manifest.permissions, index => ['permissions', index]),
    ...twice(manifest.network, index => ['network', index]),
    ...twice(manifest.hooks, index => ['hooks', index]),
    ...twice(manifest.lifecycle, index => ['lifecycle', index]),
    ...twice(manifest.payment?.methods.map(method => method.id) ?? [], index => ['payment', 'methods', index, 'id']),
  ];
}

function configSchemaIssues(schema: JsonSchema): Issue[] {
  if (schema.type !== 'object') return [{ path: ['configSchema', 'type'], message: 'must be "object"' }];
  const issues = schemaIssues(schema, ['configSchema']);
  return issues.length > 0 ? issues : sensitiveIssues(schema, ['configSchema'], false);
}

/** `sensitive` decides what is encrypted, so it may stand only where the platform looks for it: on top-level string properties. */
function sensitiveIssues(value: unknown, path: Issue['path'], isTopProperty: boolean): Issue[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = value as Record<string, unknown>;
  const misplaced = own.sensitive === true && !(isTopProperty && own.type === 'string');
  const here = misplaced
    ? [{ path: [...path, 'sensitive'], message: 'may stand only on a string property at the top of configSchema' }]
    : [];
  const below = Object.entries(own).flatMap(([key, item]) => {
    if (path.length === 1 && key === 'properties' && typeof item === 'object' && item !== null)
      return Object.entries(item).flatMap(([name, property]) => sensitiveIssues(property, [...path, key, name], true));
    return sensitiveIssues(item, [...path, Array.isArray(value) ? Number(key) : key], false);
  });
  return [...here, ...below];
}

function actionIssues(manifest: PluginManifest): Issue[] {
  if (Object.keys(manifest.actions).length > MAX_ACTIONS)
    return [{ path: ['actions'], message: `must not have more than ${MAX_ACTIONS} actions` }];
  return Object.entries(manifest.actions).flatMap(([name, action]) => [
    ...(action.input ? inputIssues(action.input, ['actions', name, 'input']) : []),
    ...(action.output ? schemaIssues(action.output, ['actions', name, 'output']) : []),
  ]);
}

function scheduledParamsIssues({ actions, schedules }: PluginManifest): Issue[] {
  return Object.entries(schedules).flatMap(([name, { action, params }]) => {
    const input = actions[action]?.input;
    const issues = input ? compileSchema(input)(params) : [];
    return issues.map(({ path, message }) => ({ path: ['schedules', name, 'params', ...path], message }));
  });
}

function inputIssues(schema: JsonSchema, path: Issue['path']): Issue[] {
  if (schema.type !== 'object') return [{ path: [...path, 'type'], message: 'must be "object"' }];
  return schemaIssues(schema, path);
}

/** The names of the settings that are stored encrypted. */
export function sensitiveFields(manifest: Pick<PluginManifest, 'configSchema'>): string[] {
  const properties = (manifest.configSchema.properties ?? {}) as Record<string, { sensitive?: unknown }>;
  return Object.keys(properties).filter(name => properties[name]?.sensitive === true);
}
