import type { PluginManifest } from '@ticketbase/plugin-sdk/manifest';
import type { ComponentInput } from '../plugin/component-input.ts';
import { schedulesOf, secretsOf } from '../plugin/version-requests.ts';

/** What there is to consent to, beside scopes. */
export const PluginRequestKind = {
  HOST: 'HOST',
  HOOK: 'HOOK',
  WEBHOOK: 'WEBHOOK',
  COMPONENT: 'COMPONENT',
  FIELD: 'FIELD',
  PUBLIC_ACTION: 'PUBLIC_ACTION',
  SCHEDULE: 'SCHEDULE',
  SECRET: 'SECRET',
  SECRET_IN_CODE: 'SECRET_IN_CODE',
  SECRET_HOST: 'SECRET_HOST',
} as const;
export type PluginRequestKind = keyof typeof PluginRequestKind;

/** One thing that a version does where it is installed, and an organization must have consented to. */
export interface PluginRequest {
  readonly kind: PluginRequestKind;
  /** What it is, as `PluginRequest.name` of the API tells it. */
  readonly name: string;
}

/** What versions have that were published before there were schedules, components with data, and so on. */
interface AskingVersion {
  readonly manifest: PluginManifest;
  readonly componentInputs?: readonly ComponentInput[];
}

/** All that a version asks for beside scopes, each once, in the order of the kinds. */
export function requestsOf({ manifest, componentInputs = [] }: AskingVersion): PluginRequest[] {
  const { network = [], hooks = [], webhooks = {}, extensions = [], actions = {} } = manifest;
  const secrets = secretsOf(manifest);
  const names: Readonly<Record<PluginRequestKind, readonly string[]>> = {
    HOST: network,
    HOOK: hooks,
    WEBHOOK: Object.keys(webhooks),
    COMPONENT: extensions.map(({ target, component }) => `${target} ${component}`),
    FIELD: componentInputs.flatMap(({ fields }) => fields.map(({ type, field }) => `${type}.${field}`)),
    PUBLIC_ACTION: Object.keys(actions).filter(name => actions[name]!.public),
    SCHEDULE: schedulesOf(manifest).map(({ cron, timeZone, action }) => `${cron} ${timeZone} ${action}`),
    SECRET: secrets.map(({ name }) => name),
    // Code that gets a setting could send it wherever it sends things.
    SECRET_IN_CODE: secrets.filter(({ withheld }) => !withheld).map(({ name }) => name),
    SECRET_HOST: secrets.flatMap(({ name, hosts }) => hosts.map(host => `${name} ${host}`)),
  };
  return Object.values(PluginRequestKind).flatMap(kind => [...new Set(names[kind])].map(name => ({ kind, name })));
}

/** Those of the requests that none of the others is. */
export function requestsBeyond(
  requests: readonly PluginRequest[],
  others: readonly PluginRequest[],
): readonly PluginRequest[] {
  const known = new Set(others.map(keyOf));
  return requests.filter(request => !known.has(keyOf(request)));
}

const keyOf = ({ kind, name }: PluginRequest): string => `${kind} ${name}`;
