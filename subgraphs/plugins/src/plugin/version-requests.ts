import { type PluginManifest, sensitiveFields } from '@ticketbase/plugin-sdk/manifest';
import type { ScheduleDeclarationType, SecretDeclarationType } from './version-requests.type.ts';

/** What was published before there was such a thing has none of it. */
type StoredManifest = Pick<PluginManifest, 'network' | 'configSchema'> &
  Partial<Pick<PluginManifest, 'schedules' | 'secrets'>>;

/** When the version runs by itself. */
export const schedulesOf = ({ schedules = {} }: StoredManifest): ScheduleDeclarationType[] =>
  Object.entries(schedules).map(([name, { cron, timeZone, action }]) => ({ name, cron, timeZone, action }));

/** Its sensitive settings, and where they may go: what its code gets, it may send to every host that it reaches. */
export function secretsOf(manifest: StoredManifest): SecretDeclarationType[] {
  const { network, configSchema, secrets = {} } = manifest;
  const properties = (configSchema.properties ?? {}) as Record<string, { title?: string }>;
  return sensitiveFields(manifest).map(name => {
    const withheld = Object.hasOwn(secrets, name);
    const hosts = (withheld ? secrets[name]?.hosts : undefined) ?? network;
    return { name, title: properties[name]?.title ?? name, withheld, hosts };
  });
}
