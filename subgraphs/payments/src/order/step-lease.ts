import type { EntityManager } from '@mikro-orm/postgresql';

/** Seconds after which a step whose worker vanished may be taken by another. A worker renews it while it works. */
export const LEASE_SECONDS = 10;
/** Milliseconds between renewals: two may fail before the lease is lost. */
const RENEWAL = 3_000;
/** Seconds that a sweep waits before it tries a failed step again. */
const RETRY = 15;

export type Leased = 'orders' | 'refund' | 'order_change';

interface LeasedStep {
  readonly id: string;
  readonly organizationId: string;
  readonly step: string;
}

/**
 * Takes a step for this process alone; false if another has it, or the step is over. One conditional statement. The
 * lease saves work, it guards nothing: each step may be done twice at once and has one effect.
 */
export async function takeLease(
  em: EntityManager,
  table: Leased,
  { id, organizationId, step }: LeasedStep,
): Promise<boolean> {
  const taken = await em.execute(
    `update ${table} set leased_until = now() + interval '${LEASE_SECONDS} seconds'
      where id = ? and organization_id = ? and step = ? and (leased_until is null or leased_until < now())
     returning id`,
    [id, organizationId, step],
  );
  return taken.length > 0;
}

/**
 * Does what a taken step is, for however long that takes: the lease is short, so that a step whose process was killed is
 * soon taken up again, and renewed until `work` ends. A step that fails is given back.
 */
export async function underLease<Result>(
  em: EntityManager,
  table: Leased,
  leased: LeasedStep,
  work: () => Promise<Result>,
): Promise<Result> {
  // One at a time: a renewal that waits for the step's own transaction must not be joined by others on more connections.
  let isRenewing = false;
  const renew = async () => {
    if (isRenewing) return;
    isRenewing = true;
    await renewLease(em.fork(), table, leased).catch(() => {});
    isRenewing = false;
  };
  const renewal = setInterval(() => void renew(), RENEWAL);
  try {
    return await work();
  } catch (error) {
    await returnLease(em, table, leased);
    throw error;
  } finally {
    clearInterval(renewal);
  }
}

/** Never takes back what was given back. */
async function renewLease(em: EntityManager, table: Leased, { id, organizationId, step }: LeasedStep): Promise<void> {
  await em.execute(
    `update ${table} set leased_until = now() + interval '${LEASE_SECONDS} seconds'
      where id = ? and organization_id = ? and step = ? and leased_until is not null`,
    [id, organizationId, step],
  );
}

/** Gives a step back after it failed; clients may try again at once, sweeps a little later. */
export async function returnLease(
  em: EntityManager,
  table: Leased,
  { id, organizationId, step }: LeasedStep,
  retrySeconds = RETRY,
): Promise<void> {
  await em.execute(
    `update ${table} set leased_until = null, retry_at = now() + make_interval(secs => ?)
      where id = ? and organization_id = ? and step = ?`,
    [retrySeconds, id, organizationId, step],
  );
}
