import type { EntityManager } from '@mikro-orm/postgresql';

/** Whose order uses a promo code. */
export interface PromoUse {
  readonly promoCodeId: string;
  readonly organizationId: string;
  readonly buyerEmail: string;
}

/**
 * What a buyer is counted by: the mailbox, for which many providers take any tag after a plus. Somebody with two mailboxes
 * is two buyers; only the limit of all buyers binds those.
 */
const mailboxOf = (address: string) => `regexp_replace(lower(${address}), '[+][^@]*@', '@')`;

/**
 * Counts one use more, unless the limit of all buyers or of this one is reached: the code's row is locked by one
 * conditional statement, so that concurrent buyers cannot pass a limit together. The caller's transaction must also
 * write the order, which is what a buyer's uses are counted by.
 */
export async function takePromoCode(
  tx: EntityManager,
  { promoCodeId, organizationId, buyerEmail }: PromoUse,
): Promise<'TAKEN' | 'EXHAUSTED' | 'EXHAUSTED_FOR_BUYER'> {
  const [taken] = await tx.execute<{ max_uses_per_buyer: number | null }[]>(
    `update promo_code set uses = uses + 1
      where id = ? and organization_id = ? and (max_uses is null or uses < max_uses) returning max_uses_per_buyer`,
    [promoCodeId, organizationId],
  );
  if (!taken) return 'EXHAUSTED';
  if (taken.max_uses_per_buyer === null) return 'TAKEN';
  const [used] = await tx.execute<{ uses: number }[]>(
    `select count(*)::int as uses from orders
      where promo_code_id = ? and organization_id = ? and promo_used
        and ${mailboxOf('buyer_email')} = ${mailboxOf('?')}`,
    [promoCodeId, organizationId, buyerEmail],
  );
  if (used!.uses < taken.max_uses_per_buyer) return 'TAKEN';
  await tx.execute('update promo_code set uses = uses - 1 where id = ? and organization_id = ?', [
    promoCodeId,
    organizationId,
  ]);
  return 'EXHAUSTED_FOR_BUYER';
}

/** Gives an order's use back, once. */
export async function returnPromoCode(tx: EntityManager, orderId: string, organizationId: string): Promise<void> {
  await tx.execute(
    `with given_back as (
       update orders set promo_used = false where id = ? and organization_id = ? and promo_used returning promo_code_id
     )
     update promo_code set uses = uses - 1 from given_back where promo_code.id = given_back.promo_code_id`,
    [orderId, organizationId],
  );
}
