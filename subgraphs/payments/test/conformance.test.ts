import { databaseConformance, schemaConformance } from '@ticketbase/testing';
import { paymentsDatabase, paymentsSchema } from '../src/index.ts';

schemaConformance(paymentsSchema);
databaseConformance(
  { name: 'payments', ...paymentsDatabase },
  {
    control: { table: 'fee_rules', column: 'basis_points' },
    // Counts orders by organization and year; one statement reads and writes it, and no entity.
    deliberate: /^drop table if exists "payments"."order_number"/,
  },
);
