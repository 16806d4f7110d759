import { defineEntity, type InferEntity } from '@mikro-orm/core';
import type { LogLevel } from '../action/plugin-host.ts';

/** One line that a plugin wrote, or that the platform wrote about a run of it. */
export const PluginLogEntity = defineEntity({
  name: 'PluginLog',
  tableName: 'plugin_log',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    installationId: p.uuid(),
    level: p.text().$type<LogLevel>(),
    message: p.text(),
    fields: p.json<Record<string, unknown>>().nullable(),
    /** The action's or the event's name. */
    source: p.text(),
    requestId: p.text(),
    at: p.datetime(),
  }),
});
export type PluginLog = InferEntity<typeof PluginLogEntity>;
