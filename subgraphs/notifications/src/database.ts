import type { EntitySchema } from '@mikro-orm/core';
import type { SqlMigration } from '@ticketbase/subgraph-kit';
import { migrations } from '../migrations/index.ts';
import { KnownEventEntity } from './event/known-event.entity.ts';
import { AttemptEntity, NotificationEntity } from './notification/notification.entity.ts';
import { PreferenceEntity } from './preference/preference.entity.ts';
import { TemplateEntity } from './template/template.entity.ts';

const entities = [
  NotificationEntity,
  AttemptEntity,
  TemplateEntity,
  PreferenceEntity,
  KnownEventEntity,
] as unknown as readonly EntitySchema[];

/** What this subgraph keeps in PostgreSQL. */
export const notificationsDatabase: {
  readonly schema: 'notifications';
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly SqlMigration[];
} = { schema: 'notifications', entities, migrations };
