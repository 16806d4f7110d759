import type { SqlMigration } from '@ticketbase/subgraph-kit';
import { initialMigration } from './20261123_initial.ts';

/** Every step of the schema `events`, in order. */
export const migrations: readonly SqlMigration[] = [initialMigration];
