import { databaseConformance, schemaConformance } from '@ticketbase/testing';
import { paymentsDatabase, paymentsSchema } from '../src/index.ts';

schemaConformance(paymentsSchema);
databaseConformance(
  { name: 'payments', ...paymentsDatabase },
  {
    control: { table: 'fee_rules', column: 'basis_points' },
    // They count orders and documents by organization and year; one statement reads and writes each, and no entity.
    // The text search reads the column; no entity does.
    deliberate:
      /^(drop table if exists "payments"."(order|invoice)_number"|alter table "payments"."orders" drop column "search";$)/,
  },
);
