import type { SqlMigration } from '@ticketbase/subgraph-kit';
import { initial } from './20261123_initial.ts';
import { loginFailures } from './20261123_login_failures.ts';

/** Every step of this schema, in order. */
export const migrations: readonly SqlMigration[] = [initial, loginFailures];
