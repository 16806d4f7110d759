import { hashSecret } from '@ticketbase/kernel';
import { type Database, Grouping, type PreparedStatement } from '@ticketbase/subgraph-kit';
import { type Cart, CartEntity } from './cart.entity.ts';
import { TooManyCartsError } from './cart.errors.ts';
import { otherCartsOf } from './cart-limit.ts';

/** Carts that one commit inserts at most. */
const MOST = 500;

const COLUMNS: Readonly<Record<keyof Cart & string, string>> = {
  ...{ id: 'id', organizationId: 'organization_id', eventId: 'event_id', tokenHash: 'token_hash', status: 'status' },
  ...{ releaseDue: 'release_due', items: 'items', currency: 'currency', promoCodeId: 'promo_code_id' },
  ...{ accessCode: 'access_code', buyerUserId: 'buyer_user_id', clientKey: 'client_key', orderId: 'order_id' },
  ...{ expiresAt: 'expires_at', createdAt: 'created_at' },
};
const columns = Object.values(COLUMNS).join(', ');

/**
 * Lets carts of one client for one event be counted and inserted one group after the other, until the transaction ends:
 * the count alone would not see what other processes are about to insert.
 */
const QUEUE: PreparedStatement = {
  name: 'queue-carts',
  text: 'select pg_advisory_xact_lock(hashtextextended(key, 0)) from jsonb_array_elements_text($1::jsonb) as key',
};

/** Inserts, of each client's carts in their order, as many as fit below the limit of $2. */
const INSERT: PreparedStatement = {
  name: 'insert-carts',
  text: `
    insert into cart (${columns})
    select ${columns}
      from (select given.*, row_number() over (partition by client_key, event_id order by ordinality) as place
              from jsonb_populate_recordset(null::cart, $1::jsonb) with ordinality as given) as c
     where c.client_key is null or c.place + ${otherCartsOf('c')} <= $2::int
    on conflict (id) do nothing
    returning id`,
};

/** Inserts carts; those that arrive together with one commit. */
export class NewCarts {
  private readonly database: Database;
  private readonly limit: number;
  private readonly groups = new Grouping<Cart, Cart>((_, carts) => this.insertGroup(carts), MOST);

  constructor(database: Database, cartsPerClient: number) {
    this.database = database;
    this.limit = cartsPerClient;
  }

  /** Two requests with one key at once make one cart: the second finds the first's. Throws TOO_MANY_CARTS. */
  insert(cart: Cart): Promise<Cart> {
    return this.groups.add('', cart);
  }

  private async insertGroup(carts: readonly Cart[]): Promise<ReadonlyArray<Cart | Error>> {
    const inserted = await this.send(carts).catch(error => {
      if (carts.length === 1 || !isConstraintViolation(error)) throw error;
    });
    // One that cannot be stored, such as with a promo code that has just been deleted, is no reason to refuse the others.
    if (!inserted) return Promise.all(carts.map(cart => this.insertAlone(cart)));
    return Promise.all(carts.map(cart => (inserted.has(cart.id) ? cart : this.earlier(cart))));
  }

  private async insertAlone(cart: Cart): Promise<Cart | Error> {
    const [answer] = await this.insertGroup([cart]).catch(error => [error as Error]);
    return answer!;
  }

  /** The ids of those that were inserted. */
  private async send(carts: readonly Cart[]): Promise<Set<string>> {
    const clients = carts.flatMap(({ clientKey, eventId }) =>
      clientKey ? [hashSecret(`${clientKey}:${eventId}`)] : [],
    );
    // Sorted, so that no two groups wait for each other.
    const keys = [...new Set(clients)].sort();
    const rows = await this.database.driver.transaction((send, post) => {
      if (keys.length > 0) post(QUEUE, [JSON.stringify(keys)]);
      return send<{ id: string }>(INSERT, [JSON.stringify(carts.map(toRow)), this.limit]);
    });
    return new Set(rows!.map(row => row.id));
  }

  /** The cart of its id that was there before; else the client has as many as it may. */
  private async earlier({ id }: Cart): Promise<Cart | Error> {
    const options = { filters: { tenant: false }, disableIdentityMap: true } as const;
    const cart = await this.database.forkTenant(null).findOne(CartEntity, { id }, options);
    return cart ?? new TooManyCartsError(this.limit);
  }
}

const toRow = (cart: Cart) =>
  Object.fromEntries(Object.entries(COLUMNS).map(([name, column]) => [column, cart[name as keyof Cart]]));

const isConstraintViolation = (error: unknown) => String((error as { code?: unknown }).code).startsWith('23');
