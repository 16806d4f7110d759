import { NotFoundError } from '@ticketbase/kernel';
import type { Database } from '@ticketbase/subgraph-kit';

/**
 * Makes the person with this address an operator of the server, or no longer. There is no way to it through the API.
 * Takes effect with their next access token. Throws NOT_FOUND.
 */
export async function setOperator(database: Database, email: string, operator: boolean): Promise<void> {
  const changed = await database
    .forkTenant(null)
    .execute('update users."user" set operator = ? where email = ? returning id', [
      operator,
      email.trim().toLowerCase(),
    ]);
  if (changed.length === 0) throw new NotFoundError('The account');
}
