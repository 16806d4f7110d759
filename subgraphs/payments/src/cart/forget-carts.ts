import type { PaymentsParts } from '../context.ts';

/** A link to a cart that is gone is answered like one to a cart that ended. */
const KEPT_DAYS = 30;
const BATCH = 500;

/**
 * Deletes carts that ended long ago and became no order. Ids are made in the order of time, so that those which are old
 * enough are found by them. Returns how many were deleted.
 */
export async function forgetCarts({ database }: Pick<PaymentsParts, 'database'>): Promise<number> {
  const deleted = await database.forkTenant(null).execute<{ id: string }[]>(
    `delete from cart
      where id in (
        select id from cart c
         where id < (lpad(to_hex((extract(epoch from now() - interval '${KEPT_DAYS} days') * 1000)::bigint), 12, '0')
                     || '00000000000000000000')::uuid
           and status in ('RELEASED', 'EXPIRED') and not release_due
           and expires_at < now() - interval '${KEPT_DAYS} days'
           and not exists (select 1 from orders o where o.cart_id = c.id)
         order by id limit ${BATCH} for update skip locked)
      returning id`,
  );
  return deleted.length;
}
