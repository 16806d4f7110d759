import { type Database, Grouping, type PreparedStatement } from '@ticketbase/subgraph-kit';
import type { Cart } from './cart.entity.ts';
import { TooManyCartsError } from './cart.errors.ts';

type Counted = Pick<Cart, 'id' | 'eventId'> & { readonly clientKey: string };

const MOST = 500;

/**
 * How many carts of client `c.client_key` hold tickets of event `c.event_id`, beside cart `c.id`: open ones, and those
 * that became an order which is not paid yet. The cart itself does not count, so that a repetition is not refused.
 */
export const otherCartsOf = (c: string) => `
  (select count(*) from cart other
    where other.client_key = ${c}.client_key and other.event_id = ${c}.event_id and other.id <> ${c}.id
      and (other.status = 'OPEN' and other.expires_at > now()
        or other.status = 'CHECKED_OUT'
          and exists (select 1 from orders o where o.cart_id = other.id and o.status = 'PENDING')))`;

const COUNT: PreparedStatement = {
  name: 'count-carts',
  text: `
    select ${otherCartsOf('c')}::int as carts
      from jsonb_to_recordset($1::jsonb) as c(n int, id uuid, event_id uuid, client_key text)
     order by c.n`,
};

/** Refuses carts of clients that have many; those that arrive together are counted together. */
export class CartLimit {
  private readonly groups: Grouping<Counted, number>;
  private readonly limit: number;

  constructor(database: Database, limit: number) {
    this.limit = limit;
    this.groups = new Grouping(async (_, asked) => {
      const given = asked.map(({ id, eventId, clientKey }, n) => ({ n, id, event_id: eventId, client_key: clientKey }));
      const rows = await database.driver.query<{ carts: number }>(COUNT, [JSON.stringify(given)]);
      return rows.map(row => row.carts);
    }, MOST);
  }

  /**
   * Throws TOO_MANY_CARTS if the client has as many as it may. What others are about to insert is not seen: it is
   * counted again with the insertion.
   */
  async require(cart: Counted): Promise<void> {
    if ((await this.groups.add('', cart)) >= this.limit) throw new TooManyCartsError(this.limit);
  }
}
