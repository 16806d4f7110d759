import type { EntitySchema } from '@mikro-orm/core';
import type { SqlMigration } from '@ticketbase/subgraph-kit';
import { clientOperations } from '../migrations/20261123_client_operations.ts';
import { componentInputs } from '../migrations/20261123_component_inputs.ts';
import { consents } from '../migrations/20261123_consents.ts';
import { failedHooks } from '../migrations/20261123_failed_hooks.ts';
import { findings } from '../migrations/20261123_findings.ts';
import { initial } from '../migrations/20261123_initial.ts';
import { publicationCount } from '../migrations/20261123_publication_count.ts';
import { schedules } from '../migrations/20261123_schedules.ts';
import { sealedText } from '../migrations/20261123_sealed_text.ts';
import { upgrades } from '../migrations/20261123_upgrades.ts';
import { webhooks } from '../migrations/20261123_webhooks.ts';
import { ClientOperationEntity } from './client-operation/client-operation.entity.ts';
import { HookDeliveryEntity } from './hook/hook-delivery.entity.ts';
import { PluginInstallationEntity } from './installation/installation.entity.ts';
import { PluginLogEntity } from './log/plugin-log.entity.ts';
import { PluginEntity, PluginVersionEntity } from './plugin/plugin.entity.ts';
import { PublicationCountEntity } from './publication/publication-count.entity.ts';
import { PluginScheduleEntity } from './schedule/plugin-schedule.entity.ts';
import { PluginKeyValueEntity, StagedValueEntity } from './storage/key-value.entity.ts';
import { SupergraphReleaseEntity } from './supergraph/supergraph-release.entity.ts';
import { WebhookReceiptEntity } from './webhook/webhook-receipt.entity.ts';

/** The subgraph's part of PostgreSQL. */
export const pluginsDatabase = {
  name: 'plugins',
  schema: 'plugins',
  entities: [
    PluginEntity,
    PluginVersionEntity,
    PluginInstallationEntity,
    PluginKeyValueEntity,
    StagedValueEntity,
    PluginLogEntity,
    HookDeliveryEntity,
    SupergraphReleaseEntity,
    PublicationCountEntity,
    WebhookReceiptEntity,
    PluginScheduleEntity,
    ClientOperationEntity,
  ] as unknown as readonly EntitySchema[],
  migrations: [
    initial,
    publicationCount,
    sealedText,
    webhooks,
    schedules,
    failedHooks,
    upgrades,
    componentInputs,
    findings,
    clientOperations,
    consents,
  ] as readonly SqlMigration[],
};
