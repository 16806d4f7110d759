import type { DomainEvent } from '@ticketbase/kernel';
import type { Database, PreparedStatement } from '@ticketbase/subgraph-kit';
import type { NextAction, Order, OrderStep } from './order.entity.ts';
import { IN_HAND, type InHandRow, type OrderInHand, toInHand } from './order-rows.ts';
import { LEASE_SECONDS } from './step-lease.ts';

const LEASED = `now() + interval '${LEASE_SECONDS} seconds'`;

const TAKE: PreparedStatement = {
  name: 'take-order-step',
  text: `
    update orders o set leased_until = ${LEASED}
     where o.id = $1 and o.organization_id = $2 and o.step = any($3::text[])
       and (o.leased_until is null or o.leased_until < now())
    returning ${IN_HAND}`,
};

const FINISH: PreparedStatement = {
  name: 'finish-order-step',
  text: `
    update orders o set step = $4, leased_until = null, retry_at = null
     where o.id = $1 and o.organization_id = $2 and o.step = $3
    returning ${IN_HAND}`,
};

const START: PreparedStatement = {
  name: 'note-started-payment',
  text: `
    with started as (
      update orders o
         set step = $3, leased_until = case when $3 = 'EXTEND_HOLD' then ${LEASED} end, retry_at = null,
             payment_reference = $4, payment_instructions = $5, next_action = $6::jsonb, expires_at = $7::timestamptz
       where o.id = $1 and o.organization_id = $2 and o.status = $9 and o.step = $10
      returning ${IN_HAND}
    ), told as (
      insert into outbox (event_id, event)
      select ($8::jsonb ->> 'id')::uuid, $8::jsonb where exists (select 1 from started)
    )
    select * from started`,
};

/** A payment that its plugin has begun. */
export interface StartedOrder {
  /** What is left to be done: nothing until the payment comes, or the hold is to be kept for longer. */
  readonly next: 'AWAIT_PAYMENT' | 'EXTEND_HOLD';
  readonly reference: string;
  readonly instructions: string | null;
  readonly nextAction: NextAction;
  readonly expiresAt: Date;
}

type Identified = Pick<Order, 'id' | 'organizationId'>;

/** Steps of orders as they are written down: each by one conditional statement, which gives the order as it is then. */
export class OrderSteps {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Takes an order's step for this process alone; null if it is none of these, or another has it. */
  take({ id, organizationId }: Identified, steps: readonly OrderStep[]): Promise<OrderInHand | null> {
    return this.send(TAKE, [id, organizationId, steps]);
  }

  /** Ends a step. Null if somebody else did. */
  finish({ id, organizationId, step }: Identified & Pick<Order, 'step'>, next: OrderStep): Promise<OrderInHand | null> {
    return this.send(FINISH, [id, organizationId, step, next]);
  }

  /** Notes that a payment has begun, with the news of it. Null if the order does not wait for that any more. */
  start({ id, organizationId }: Identified, started: StartedOrder, news: DomainEvent): Promise<OrderInHand | null> {
    const { next, reference, instructions, nextAction, expiresAt } = started;
    return this.send(START, [
      ...[id, organizationId, next, reference, instructions],
      // The order's state as values: the indexes of all that are in one suit no value, so that its key is looked up.
      ...[JSON.stringify(nextAction), expiresAt, JSON.stringify(news), 'PENDING', 'START_PAYMENT'],
    ]);
  }

  private async send(statement: PreparedStatement, values: readonly unknown[]): Promise<OrderInHand | null> {
    const [row] = await this.database.driver.query<InHandRow>(statement, values);
    return row ? toInHand(row) : null;
  }
}
