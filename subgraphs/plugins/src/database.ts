import type { EntitySchema } from '@mikro-orm/core';
import type { SqlMigration } from '@ticketbase/subgraph-kit';
import { initial } from '../migrations/20261123_initial.ts';
import { HookDeliveryEntity } from './hook/hook-delivery.entity.ts';
import { PluginInstallationEntity } from './installation/installation.entity.ts';
import { PluginLogEntity } from './log/plugin-log.entity.ts';
import { PluginEntity, PluginVersionEntity } from './plugin/plugin.entity.ts';
import { PluginKeyValueEntity } from './storage/key-value.entity.ts';
import { SupergraphReleaseEntity } from './supergraph/supergraph-release.entity.ts';

/** The subgraph's part of PostgreSQL. */
export const pluginsDatabase = {
  name: 'plugins',
  schema: 'plugins',
  entities: [
    PluginEntity,
    PluginVersionEntity,
    PluginInstallationEntity,
    PluginKeyValueEntity,
    PluginLogEntity,
    HookDeliveryEntity,
    SupergraphReleaseEntity,
  ] as unknown as readonly EntitySchema[],
  migrations: [initial] as readonly SqlMigration[],
};
