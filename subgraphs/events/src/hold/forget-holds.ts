import type { EntityManager } from '@mikro-orm/postgresql';

/** As long as a payment may still come for a hold that ended, and take its tickets anew; no hold is longer than this. */
const KEPT_DAYS = 90;
const BATCH = 500;

/**
 * Deletes holds that ended long ago, with what they held; must run in a transaction. Ids are made in the order of time,
 * so that those which are old enough are found by them. Returns how many were deleted.
 */
export async function forgetHolds(em: EntityManager): Promise<number> {
  const deleted = await em.execute<{ id: string }[]>(
    `delete from hold
      where id in (
        select id from hold
         where id < (lpad(to_hex((extract(epoch from now() - interval '${KEPT_DAYS} days') * 1000)::bigint), 12, '0')
                     || '00000000000000000000')::uuid
           and status <> 'ACTIVE' and created_at < now() - interval '${KEPT_DAYS} days'
           and expires_at < now() - interval '${KEPT_DAYS} days'
         order by id limit ${BATCH} for update skip locked)
      returning id`,
  );
  return deleted.length;
}
