import { databaseConformance, schemaConformance } from '@ticketbase/testing';
import { paymentsDatabase, paymentsSchema } from '../src/index.ts';

schemaConformance(paymentsSchema);
databaseConformance(
  { name: 'payments', ...paymentsDatabase },
  { control: { table: 'fee_rules', column: 'basis_points' } },
);
