import type { EntityManager } from '@mikro-orm/postgresql';
import { idempotent } from '@ticketbase/subgraph-kit';
import type { RequestScope } from './request-scope.ts';

export interface OnceOptions {
  readonly operation: string;
  /** Absent: the work is done each time. */
  readonly key: string | null | undefined;
  readonly input: unknown;
}

/**
 * Does `work` in one transaction, and only once per key of the viewer's organization; the result is the id of what was
 * made or changed. Throws IDEMPOTENCY_KEY_REUSED.
 */
export async function once(
  { em, viewer }: RequestScope,
  { operation, key, input }: OnceOptions,
  work: (em: EntityManager) => Promise<string>,
): Promise<string> {
  const result =
    key == null
      ? await em.transactional(work)
      : await idempotent(em, { owner: viewer.requireOrganization(), operation, key, input }, work);
  // What was read before may be out of date now.
  em.clear();
  return result;
}
