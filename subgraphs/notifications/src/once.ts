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
 * Does `work` in one transaction, and only once per key of the viewer's organization. The result must be JSON.
 * Throws IDEMPOTENCY_KEY_REUSED.
 */
export async function once<Result>(
  { em, viewer }: RequestScope,
  { operation, key, input }: OnceOptions,
  work: (em: EntityManager) => Promise<Result>,
): Promise<Result> {
  if (key == null) return em.transactional(work);
  return idempotent(em, { owner: viewer.requireOrganization(), operation, key, input }, work);
}
