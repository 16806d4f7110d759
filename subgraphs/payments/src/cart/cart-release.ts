import type { PaymentsParts } from '../context.ts';
import { isRefusal } from '../foreign/commands.ts';
import type { Cart } from './cart.entity.ts';

type Parts = Pick<PaymentsParts, 'commands' | 'database' | 'logger'>;

/** Gives the tickets of a closed cart back. If events does not answer, a sweep tries again. */
export async function releaseCartHold(
  { commands, database, logger }: Parts,
  { id, organizationId }: Pick<Cart, 'id' | 'organizationId'>,
  requestId: string,
): Promise<void> {
  try {
    await commands.releaseHold(id, { organizationId, requestId });
  } catch (error) {
    if (!isRefusal(error)) {
      logger.warn({ err: error, cartId: id }, 'hold of a closed cart not released yet');
      return;
    }
  }
  await database
    .forkTenant(organizationId)
    .execute('update cart set release_due = false where id = ? and organization_id = ?', [id, organizationId]);
}

/** Closes carts whose time is over, and releases what closed carts still hold. */
export async function sweepCarts(parts: Parts, requestId: string): Promise<void> {
  const em = parts.database.forkTenant(null);
  await em.execute(
    `update cart set status = 'EXPIRED', release_due = true
      where id in (select id from cart where status = 'OPEN' and expires_at < now() limit 500 for update skip locked)
        and status = 'OPEN'`,
  );
  const due = await em.execute<{ id: string; organization_id: string }[]>(
    'select id, organization_id from cart where release_due order by random() limit 200',
  );
  for (const cart of due) {
    await releaseCartHold(parts, { id: cart.id, organizationId: cart.organization_id }, requestId);
  }
}
