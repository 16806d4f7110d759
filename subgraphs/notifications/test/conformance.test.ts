import { databaseConformance, schemaConformance } from '@ticketbase/testing';
import { notificationsDatabase, notificationsSchema } from '../src/index.ts';

schemaConformance(notificationsSchema);
databaseConformance(
  { name: 'notifications', ...notificationsDatabase },
  { control: { table: 'notification', column: 'attempts' } },
);
