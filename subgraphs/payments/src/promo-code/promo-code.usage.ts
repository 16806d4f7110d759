import type { EntityManager } from '@mikro-orm/postgresql';

/** Counts one use more, unless the limit is reached: one statement, so that concurrent buyers cannot pass it together. */
export async function takePromoCode(tx: EntityManager, promoCodeId: string, organizationId: string): Promise<boolean> {
  const taken = await tx.execute(
    `update promo_code set uses = uses + 1
      where id = ? and organization_id = ? and (max_uses is null or uses < max_uses) returning id`,
    [promoCodeId, organizationId],
  );
  return taken.length > 0;
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
