import type { Issue } from './json-schema.ts';
import type { PluginManifest } from './schema.ts';

/** A setting that code has a handle of, and where it may be sent. */
export interface WithheldSetting {
  readonly value: string;
  readonly hosts: readonly string[];
}

/** Parts the settings into those that the plugin's code gets, and those that it has handles of. */
export function withholdSettings(
  { secrets, network }: Pick<PluginManifest, 'secrets' | 'network'>,
  settings: Readonly<Record<string, unknown>>,
): { readonly given: Record<string, unknown>; readonly withheld: Record<string, WithheldSetting> } {
  const entries = Object.entries(settings);
  const withheld = entries.flatMap(([name, value]) => {
    const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    return secret && typeof value === 'string' ? [[name, { value, hosts: secret.hosts ?? network }] as const] : [];
  });
  return {
    given: Object.fromEntries(entries.filter(([name]) => !Object.hasOwn(secrets, name))),
    withheld: Object.fromEntries(withheld),
  };
}

/** @param sensitive the names of the settings that are stored encrypted */
export function withheldIssues({ secrets, network }: PluginManifest, sensitive: readonly string[]): Issue[] {
  return Object.entries(secrets).flatMap(([name, { hosts }]) => [
    ...(sensitive.includes(name)
      ? []
      : [{ path: ['secrets', name], message: 'must be a property of configSchema that is marked `sensitive`' }]),
    ...(hosts ?? []).flatMap((host, index) =>
      network.includes(host)
        ? []
        : [{ path: ['secrets', name, 'hosts', index], message: `names ${host}, which \`network\` does not` }],
    ),
  ]);
}
