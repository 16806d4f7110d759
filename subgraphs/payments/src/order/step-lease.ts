import type { EntityManager } from '@mikro-orm/postgresql';

/** Seconds after which a step whose worker vanished may be taken by another; longer than any call it makes. */
const LEASE = 60;
/** Seconds that a sweep waits before it tries a failed step again. */
const RETRY = 15;

export type Leased = 'orders' | 'refund';

/** Takes a step for this process alone; false if another has it, or the step is over. One conditional statement. */
export async function takeLease(
  em: EntityManager,
  table: Leased,
  { id, organizationId, step }: { id: string; organizationId: string; step: string },
): Promise<boolean> {
  const taken = await em.execute(
    `update ${table} set leased_until = now() + interval '${LEASE} seconds'
      where id = ? and organization_id = ? and step = ? and (leased_until is null or leased_until < now())
     returning id`,
    [id, organizationId, step],
  );
  return taken.length > 0;
}

/** Gives a step back after it failed; clients may try again at once, sweeps a little later. */
export async function returnLease(
  em: EntityManager,
  table: Leased,
  { id, organizationId, step }: { id: string; organizationId: string; step: string },
  retrySeconds = RETRY,
): Promise<void> {
  await em.execute(
    `update ${table} set leased_until = null, retry_at = now() + make_interval(secs => ?)
      where id = ? and organization_id = ? and step = ?`,
    [retrySeconds, id, organizationId, step],
  );
}
