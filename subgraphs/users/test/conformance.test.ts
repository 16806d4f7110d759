import { databaseConformance, schemaConformance } from '@ticketbase/testing';
import { usersDatabase, usersSchema } from '../src/index.ts';

schemaConformance(usersSchema);
databaseConformance(
  { name: 'users', ...usersDatabase },
  { control: { table: 'organization', column: 'hold_minutes' } },
);
