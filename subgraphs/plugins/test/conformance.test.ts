import { databaseConformance, schemaConformance } from '@ticketbase/testing';
import { pluginsDatabase, pluginsSchema } from '../src/index.ts';

schemaConformance(pluginsSchema);
databaseConformance(pluginsDatabase, { control: { table: 'hook_delivery', column: 'attempts' } });
