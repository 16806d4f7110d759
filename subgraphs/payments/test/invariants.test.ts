import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { buildSchema, type GraphQLInputType, type GraphQLSchema, getNamedType, isInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postPayment, readBalance } from '../src/ledger/ledger.ts';
import { OrderEntity } from '../src/order/order.entity.ts';
import { paymentsSchema } from '../src/schema.ts';
import { BY_ID, CANCEL, CARD, CONFIRM, PAY, type Payments, startPayments } from './harness.ts';

// What docs/invariants.md names, where it is this subgraph that keeps it: first without its guard, then with it.

let payments: Payments;
const owner = () => testViewer({ organizationId: payments.organizationId });
const orderNow = async (id: string) => (await payments.ask(BY_ID, { id }, owner())).order;
const answerWith = (action: string, answer: unknown) => {
  payments.plugins.actions[action] = () => answer;
};

beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.close());

describe('a confirmed order was paid and has its tickets, and the ledger balances', () => {
  const UNBALANCED = `with posted as (
      insert into ledger_transaction (id, organization_id, order_id, kind, amount, currency, actor, created_at)
      select gen_random_uuid(), organization_id, id, 'PAYMENT', total, currency, '{}', now() from orders where id = ?
      returning id, organization_id, currency)
    insert into ledger_entry (id, organization_id, transaction_id, account, amount, currency)
    select gen_random_uuid(), organization_id, id, 'CASH', 100, currency from posted returning transaction_id`;

  async function remove(transactionId: string) {
    await payments.sql('alter table ledger_entry disable trigger ledger_entry_append_only');
    await payments.sql('alter table ledger_transaction disable trigger ledger_transaction_append_only');
    await payments.sql('delete from ledger_entry where transaction_id = ?', [transactionId]);
    await payments.sql('delete from ledger_transaction where id = ?', [transactionId]);
    await payments.sql('alter table ledger_entry enable trigger ledger_entry_append_only');
    await payments.sql('alter table ledger_transaction enable trigger ledger_transaction_append_only');
  }

  test('control: without the trigger, the ledger takes half of a booking', async () => {
    const { order } = await payments.place(CARD);
    await payments.sql('alter table ledger_entry disable trigger ledger_entry_balance');
    const [row] = await payments.sql<{ transaction_id: string }>(UNBALANCED, [order.id]);
    await payments.sql('alter table ledger_entry enable trigger ledger_entry_balance');
    expect(row).toBeDefined();
    await remove(row!.transaction_id);
  });

  test('half of a booking is refused, and nothing of it stays', async () => {
    const { order } = await payments.place(CARD);
    await expect(payments.sql(UNBALANCED, [order.id])).rejects.toThrow(/does not balance/);
    expect(await payments.sql('select id from ledger_transaction where order_id = ?', [order.id])).toEqual([]);
  });

  test('control: a change of status that does not look at the ledger confirms what nobody paid', async () => {
    const { order } = await payments.place(CARD);
    await payments.sql(
      `update orders set status = 'CONFIRMED', confirmed_at = now() where id = ? and status = 'PENDING'`,
      [order.id],
    );
    expect(await orderNow(order.id)).toMatchObject({ status: 'CONFIRMED', paid: { amount: 0 } });
  });

  test('an order that nobody paid is not confirmed, wherever it is in the saga', async () => {
    const { order } = await payments.place(CARD);
    await payments.sql(
      `update orders set step = 'ISSUE_TICKETS', created_at = created_at - interval '1 minute' where id = ?`,
      [order.id],
    );
    await payments.sweep();
    expect(await orderNow(order.id)).toMatchObject({ status: 'PENDING', paid: { amount: 0 } });
    expect(await payments.sql('select ticket_id from order_ticket where order_id = ?', [order.id])).toEqual([]);
  });

  test('an order that was issued other tickets than it bought is not confirmed', async () => {
    const { order, ticketTypeId } = await payments.place({ quantity: 2 });
    payments.events.tickets.set(order.id, [{ ticketId: newId(), ticketTypeId, status: 'VALID' }]);
    await payments.refusal(PAY, { id: order.id, key: newId() }, owner());
    expect(await orderNow(order.id)).toMatchObject({ status: 'PENDING', paid: { amount: 2_000 } });
  });
});

describe('a provider’s callback has one effect', () => {
  test('control: without the order’s lock and the index, callbacks at once book a payment each', async () => {
    const { order } = await payments.place(CARD);
    await payments.sql('drop index ledger_transaction_once');
    const viewer = Viewer.service('payments', payments.organizationId);
    const read = Promise.withResolvers<void>();
    let readers = 0;
    const unguarded = () =>
      payments.database.fork(viewer).transactional(async tx => {
        const row = await tx.findOneOrFail(OrderEntity, { id: order.id });
        const { paid } = await readBalance(tx, row);
        readers += 1;
        if (readers === 3) read.resolve();
        await read.promise;
        if (paid === 0) await postPayment(tx, row, viewer, {});
      });
    await Promise.all([unguarded(), unguarded(), unguarded()]);
    expect((await orderNow(order.id)).paid.amount).toBe(3 * order.total.amount);
    // The rows are as wrong as the control wants them: nothing else in this file looks at this order.
    await payments.sql(
      `create unique index ledger_transaction_once on ledger_transaction (order_id, kind) where kind <> 'REFUND' and order_id <> '${order.id}'`,
    );
  });

  const confirm = (token: string) => payments.ask(CONFIRM, { token });
  const effects = async (id: string) => {
    const { status, transactions } = await orderNow(id);
    const news = (await payments.recorded()).filter(event => (event.payload as { orderId?: string }).orderId === id);
    return {
      status,
      booked: transactions.map((each: { type: string }) => each.type),
      news: news.map(event => event.name).filter(name => name !== 'order.placed'),
      tickets: payments.events.tickets.get(id)?.length ?? 0,
    };
  };

  test('ten times at once', async () => {
    const placed = await payments.place(CARD);
    answerWith('ask-card', { status: 'PAID' });
    await Promise.allSettled(Array.from({ length: 10 }, () => confirm(placed.orderToken)));
    await confirm(placed.orderToken);
    expect(await effects(placed.order.id)).toEqual({
      ...{ status: 'CONFIRMED', booked: ['PAYMENT'], news: ['order.confirmed'], tickets: 1 },
    });
  });

  test('the failure after the success', async () => {
    const placed = await payments.place(CARD);
    for (const status of ['PENDING', 'PAID', 'FAILED', 'PAID', 'PENDING', 'FAILED']) {
      answerWith('ask-card', { status });
      await confirm(placed.orderToken);
    }
    expect(await effects(placed.order.id)).toMatchObject({ status: 'CONFIRMED', booked: ['PAYMENT'], tickets: 1 });
  });

  test('the success after the failure: the money goes back, once', async () => {
    const placed = await payments.place(CARD);
    for (const status of ['FAILED', 'PAID', 'FAILED', 'PAID', 'PAID']) {
      answerWith('ask-card', { status });
      await confirm(placed.orderToken);
    }
    expect(await effects(placed.order.id)).toEqual({
      ...{ status: 'CANCELLED', booked: ['PAYMENT', 'REFUND'], tickets: 0 },
      news: ['order.cancelled', 'order.refunded'],
    });
  });

  test('late, ten times, after the order was cancelled by hand', async () => {
    const placed = await payments.place(CARD);
    await payments.ask(CANCEL, { id: placed.order.id }, owner());
    answerWith('ask-card', { status: 'PAID' });
    await Promise.allSettled(Array.from({ length: 10 }, () => confirm(placed.orderToken)));
    expect(await effects(placed.order.id)).toMatchObject({ status: 'CANCELLED', booked: ['PAYMENT', 'REFUND'] });
  });

  test('late, ten times, after the order expired', async () => {
    const placed = await payments.place({ ...CARD, stock: 5 });
    await payments.age('orders', placed.order.id);
    await payments.sweep();
    answerWith('ask-card', { status: 'PAID' });
    await Promise.allSettled(Array.from({ length: 10 }, () => confirm(placed.orderToken)));
    await confirm(placed.orderToken);
    expect(await effects(placed.order.id)).toMatchObject({
      ...{ status: 'CONFIRMED', booked: ['PAYMENT'], tickets: 1 },
      news: ['order.expired', 'order.confirmed'],
    });
    expect(placed.stock()).toBe(4);
  });
});

describe('what something costs is never what a client says', () => {
  // The number by which a tax office knows a company is no amount.
  const MONEY = /amount|price|total|fee|tax(?!Id$)|discount|currency/i;
  const BUYING = ['createCart', 'updateCart', 'applyPromoCode', 'checkout', 'confirmPayment'];

  /** Every field that a client can give an operation, by its path. */
  function given(type: GraphQLInputType, path: string, seen = new Set<string>()): string[] {
    const named = getNamedType(type);
    if (!isInputObjectType(named) || seen.has(named.name)) return [path];
    const below = new Set([...seen, named.name]);
    return Object.values(named.getFields()).flatMap(field => given(field.type, `${path}.${field.name}`, below));
  }
  const amountsGiven = (schema: GraphQLSchema, operations: readonly string[]) =>
    operations.flatMap(name => {
      const field = schema.getMutationType()!.getFields()[name]!;
      return field.args.flatMap(arg => given(arg.type, `${name}.${arg.name}`)).filter(path => MONEY.test(path));
    });

  test('control: an amount that a client could give is noticed', () => {
    const careless = buildSchema(`
      input Item { ticketTypeId: ID!, unitPrice: Int } input Checkout { items: [Item!]! }
      type Query { a: Int } type Mutation { checkout(input: Checkout!): Int }`);
    expect(amountsGiven(careless, ['checkout'])).toEqual(['checkout.input.items.unitPrice']);
  });

  test('nobody who buys can give an amount', () => {
    expect(amountsGiven(paymentsSchema.schema, BUYING)).toEqual([]);
  });

  test('control: where there is nothing to compare, because the provider does not say what it took, any amount confirms', async () => {
    const placed = await payments.place({ price: 4_200, ...CARD });
    answerWith('ask-card', { status: 'PAID' });
    await payments.ask(CONFIRM, { token: placed.orderToken });
    expect(await orderNow(placed.order.id)).toMatchObject({ status: 'CONFIRMED', paid: { amount: 4_200 } });
  });

  test('a provider that took another amount than is due confirms nothing', async () => {
    const placed = await payments.place({ price: 4_200, ...CARD });
    answerWith('ask-card', { status: 'PAID', amount: 1, currency: 'EUR' });
    expect((await payments.refusal(CONFIRM, { token: placed.orderToken })).code).toBe('PAYMENT_MISMATCH');
    expect(await orderNow(placed.order.id)).toMatchObject({ status: 'PENDING', paid: { amount: 0 } });
  });
});
