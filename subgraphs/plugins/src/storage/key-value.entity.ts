import { defineEntity } from '@mikro-orm/core';

/** A value that a plugin keeps for one organization. */
export const PluginKeyValueEntity = defineEntity({
  name: 'PluginKeyValue',
  tableName: 'plugin_key_value',
  properties: p => ({
    installationId: p.uuid().primary(),
    key: p.text().primary(),
    organizationId: p.uuid(),
    value: p.json<unknown>(),
    /** Of the key and the value as JSON. */
    bytes: p.integer(),
    updatedAt: p.datetime().defaultRaw('now()'),
  }),
});

/** As a plugin's value, in the copy that an upgrade works on. */
export const StagedValueEntity = defineEntity({
  name: 'StagedValue',
  tableName: 'plugin_staged_value',
  properties: p => ({
    installationId: p.uuid().primary(),
    key: p.text().primary(),
    organizationId: p.uuid(),
    value: p.json<unknown>(),
    bytes: p.integer(),
    updatedAt: p.datetime().defaultRaw('now()'),
  }),
});
