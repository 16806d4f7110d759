import { hashSecret } from '@ticketbase/kernel';
import type { Driver, PreparedStatement } from '@ticketbase/subgraph-kit';
import type { Cart } from './cart.entity.ts';

/** Columns by the properties that the entity knows them by. */
const COLUMNS: Readonly<Record<keyof Cart & string, string>> = {
  ...{ id: 'id', organizationId: 'organization_id', eventId: 'event_id', tokenHash: 'token_hash', status: 'status' },
  ...{ releaseDue: 'release_due', items: 'items', currency: 'currency', promoCodeId: 'promo_code_id' },
  ...{ accessCode: 'access_code', buyerUserId: 'buyer_user_id', clientKey: 'client_key', orderId: 'order_id' },
  ...{ expiresAt: 'expires_at', createdAt: 'created_at' },
};

const FIND: PreparedStatement = {
  name: 'find-cart',
  text: `select ${Object.entries(COLUMNS)
    .map(([name, column]) => `${column} as "${name}"`)
    .join(', ')} from cart where token_hash = $1`,
};

/** The cart of a token, which is the right to it, of whichever organization; undefined if there is none. */
export async function findCart(driver: Driver, token: string): Promise<Cart | undefined> {
  const [cart] = await driver.query<Cart>(FIND, [hashSecret(token)]);
  return cart;
}
