import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, isId, NotFoundError } from '@ticketbase/kernel';
import { type Database, parseInput, type SendStatement } from '@ticketbase/subgraph-kit';
import { AccessCodeAttempts } from '../access-code/access-code-attempts.ts';
import { EventStatus } from '../event/event.entity.ts';
import type { RequestScope } from '../request-scope.ts';
import { canBuyFrom, noSuchEvent, requireBuyable } from './buying.policy.ts';
import { expireHolds } from './expire-holds.ts';
import { extendActive } from './extend-active.ts';
import type { GroupedHolds } from './grouped-holds.ts';
import { type Hold, HoldEntity, type HoldLine, HoldLineEntity } from './hold.entity.ts';
import { HoldAlreadyIssuedError, HoldReleasedError, SalesNotOpenError } from './hold.errors.ts';
import { type HoldTicketsInput, type HoldTicketsValues, holdExpiry, holdTicketsInput } from './hold.input.ts';
import type { TicketHold } from './hold.type.ts';
import type { PlannedLine } from './hold-plan.ts';
import { readSale, type SaleEvent, type SaleType } from './sale.ts';
import { changeStock, lockStock, type StockChange } from './stock.ts';
import { toTicketHold } from './ticket-hold.ts';
import { requireWithinOffer } from './within-offer.ts';

const allTenants = { filters: { tenant: false } } as const;

/** Keeps tickets for carts and orders. Called by other subgraphs only; a guest's cart has no tenant until it names an event. */
export class HoldService {
  private readonly scope: RequestScope;
  private readonly grouped: GroupedHolds;
  private readonly database: Database;

  constructor(scope: RequestScope, grouped: GroupedHolds, database: Database) {
    this.scope = scope;
    this.grouped = grouped;
    this.database = database;
  }

  /**
   * Keeps all of the items, or nothing. The same hold again with the same items is answered as it stands; with other
   * items it is replaced in one step, so that nobody else gets what it keeps in between.
   * Throws NOT_FOUND, BAD_USER_INPUT, SALES_NOT_OPEN, QUANTITY_NOT_ALLOWED, ADD_ON_…, INSUFFICIENT_TICKETS,
   * HOLD_ALREADY_ISSUED, WAITLIST_OFFER_EXCEEDED, TOO_MANY_ACCESS_CODES.
   */
  async hold(input: HoldTicketsInput): Promise<TicketHold> {
    const values = parseInput(holdTicketsInput, input);
    if (!values.accessCode || !values.client) return this.keep(values);
    // Who knows the id of a hidden ticket type must not find its code by buying.
    const attempts = new AccessCodeAttempts(this.database, values.client);
    await attempts.count();
    try {
      const hold = await this.keep(values);
      await attempts.forgive();
      return hold;
    } catch (error) {
      if (!(error instanceof BadUserInputError)) await attempts.forgive();
      throw error;
    }
  }

  private async keep(values: HoldTicketsValues): Promise<TicketHold> {
    const request = { organizationId: this.scope.viewer.organizationId, values };
    for (;;) {
      const answer = await this.grouped.add(request);
      if (answer !== 'exists') return answer;
      const changed = await this.transaction(tx => this.replace(tx, values));
      // Gone, when another request of its id, which came before this one, got nothing after all.
      if (changed) return changed;
    }
  }

  /**
   * Keeps a hold for longer. One that expired meanwhile takes its tickets again, if there are some left.
   * Throws NOT_FOUND, BAD_USER_INPUT, SALES_NOT_OPEN, INSUFFICIENT_TICKETS, HOLD_ALREADY_ISSUED, HOLD_RELEASED.
   */
  async extend(holdId: string, expiresAt: Date): Promise<TicketHold> {
    const until = parseInput(holdExpiry, expiresAt, 'expiresAt');
    const { organizationId } = this.scope.viewer;
    const send: SendStatement = (statement, sent) => this.database.driver.query(statement, sent);
    const extended = isId(holdId) && (await extendActive(send, { id: holdId, expiresAt: until, organizationId }));
    if (extended) return extended;
    return this.transaction(async tx => {
      const hold = await this.lock(tx, holdId);
      if (!hold) throw new NotFoundError('The hold');
      if (hold.status === 'ISSUED') throw new HoldAlreadyIssuedError();
      if (hold.status === 'RELEASED') throw new HoldReleasedError();
      await lockStock(tx, hold.eventId);
      const sale = await readSale(sendBy(tx), hold.eventId);
      if (sale?.event.status !== EventStatus.PUBLISHED) throw new SalesNotOpenError({ eventId: hold.eventId });
      if (hold.status === 'EXPIRED') {
        const lines = await this.linesOf(tx, hold.id);
        const changes = lines.map(line => taking(line.ticketTypeId, line.quantity));
        await this.take(tx, hold.eventId, hold.id, changes);
      }
      await tx.nativeUpdate(HoldEntity, { id: hold.id }, { status: 'ACTIVE', expiresAt: until }, allTenants);
      return this.describe(tx, sale.event, { id: hold.id, expiresAt: until });
    });
  }

  /** Gives a hold's tickets back, once. True if the hold is given back now or was before; false if it never was, or was issued. */
  async release(holdId: string): Promise<boolean> {
    return this.transaction(async tx => {
      const hold = await this.lock(tx, holdId);
      if (!hold || hold.status === 'ISSUED') return false;
      if (hold.status === 'ACTIVE') {
        const lines = await this.linesOf(tx, hold.id);
        const changes = lines.map(line => ({ ticketTypeId: line.ticketTypeId, held: -line.quantity, sold: 0 }));
        await changeStock(tx, hold.eventId, changes);
      }
      await tx.nativeUpdate(HoldEntity, { id: hold.id }, { status: 'RELEASED' }, allTenants);
      return true;
    });
  }

  /** Sets other items aside for a hold that exists, or repeats its answer. Undefined if there is no such hold. */
  private async replace(tx: EntityManager, values: HoldTicketsValues): Promise<TicketHold | undefined> {
    const hold = await lockHold(tx, values.holdId);
    if (!hold) return undefined;
    if (hold.eventId !== values.eventId) {
      throw new BadUserInputError([{ path: 'input.holdId', message: 'Belongs to another event.' }]);
    }
    if (hold.status === 'ISSUED') throw new HoldAlreadyIssuedError();
    await requireWithinOffer(tx, hold.id, values.items);
    const kept = await this.linesOf(tx, hold.id);
    // From here on, other buyers of the event wait: what can be read before is.
    await lockStock(tx, hold.eventId);
    const sale = await readSale(sendBy(tx), hold.eventId);
    const now = new Date();
    const active = hold.status === 'ACTIVE';
    if (!sale || !canBuyFrom(sale.event, this.scope.viewer.organizationId, active)) throw noSuchEvent();
    if (active && hold.expiresAt > now && isSame(kept, values.items)) return this.describe(tx, sale.event, hold);

    requireBuyable(sale, values, kept, now);
    await this.take(tx, hold.eventId, hold.id, differences(active ? kept : [], values.items));
    if (kept.length > 0) await tx.nativeDelete(HoldLineEntity, { holdId: hold.id });
    await this.writeLines(tx, hold.id, active ? kept : [], sale.types, values);
    const { expiresAt } = values;
    await tx.nativeUpdate(HoldEntity, { id: hold.id }, { status: 'ACTIVE', expiresAt }, allTenants);
    return this.describe(tx, sale.event, { id: hold.id, expiresAt });
  }

  private async lock(tx: EntityManager, holdId: string): Promise<Hold | null> {
    const hold = isId(holdId) ? await lockHold(tx, holdId) : null;
    const { organizationId } = this.scope.viewer;
    return hold && (organizationId === null || hold.organizationId === organizationId) ? hold : null;
  }

  private linesOf(tx: EntityManager, holdId: string): Promise<HoldLine[]> {
    return tx.find(HoldLineEntity, { holdId }, { orderBy: { ticketTypeId: 'asc' }, refresh: true });
  }

  /** Takes stock, after giving back what the event's other holds keep past their time. */
  private async take(
    tx: EntityManager,
    eventId: string,
    holdId: string,
    changes: readonly StockChange[],
  ): Promise<void> {
    await expireHolds(tx, { eventId, except: holdId });
    await changeStock(tx, eventId, changes);
  }

  /** What was kept before keeps its price. */
  private async writeLines(
    tx: EntityManager,
    holdId: string,
    kept: readonly HoldLine[],
    types: readonly SaleType[],
    { items }: HoldTicketsValues,
  ): Promise<void> {
    const prices = new Map([
      ...types.map(type => [type.id, type.priceAmount] as const),
      ...kept.map(line => [line.ticketTypeId, line.unitPriceAmount] as const),
    ]);
    const rows = items.map(item => ({ ...item, unitPriceAmount: prices.get(item.ticketTypeId)! }));
    await tx.execute(
      `insert into hold_line (hold_id, ticket_type_id, quantity, unit_price_amount)
       select ?, i."ticketTypeId", i.quantity, i."unitPriceAmount"
         from jsonb_to_recordset(?::jsonb) as i("ticketTypeId" uuid, quantity int, "unitPriceAmount" int)`,
      [holdId, JSON.stringify(rows)],
    );
  }

  private async describe(
    tx: EntityManager,
    event: SaleEvent,
    { id, expiresAt }: Pick<Hold, 'id' | 'expiresAt'>,
  ): Promise<TicketHold> {
    const lines = await tx.execute<Omit<PlannedLine, 'kind'>[]>(
      `select l.ticket_type_id as "ticketTypeId", t.name, t.hidden, l.quantity, l.unit_price_amount as "unitPriceAmount"
         from hold_line l join ticket_type t on t.id = l.ticket_type_id
        where l.hold_id = ? order by t.sort_order, t.id`,
      [id],
    );
    return toTicketHold(event, { id, expiresAt }, lines);
  }

  private async transaction<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
    const result = await this.scope.em.transactional(work);
    this.scope.em.clear();
    return result;
  }
}

const lockHold = (tx: EntityManager, id: string): Promise<Hold | null> =>
  tx.findOne(HoldEntity, { id }, { ...allTenants, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });

type Item = HoldTicketsValues['items'][number];

const taking = (ticketTypeId: string, quantity: number): StockChange => ({ ticketTypeId, held: quantity, sold: 0 });

const isSame = (kept: readonly HoldLine[], items: readonly Item[]) =>
  kept.length === items.length &&
  items.every(item => kept.some(line => line.ticketTypeId === item.ticketTypeId && line.quantity === item.quantity));

/** What must change so that `items` are held instead of `kept`. */
function differences(kept: readonly HoldLine[], items: readonly Item[]): StockChange[] {
  const wanted = new Map(items.map(item => [item.ticketTypeId, item.quantity]));
  for (const line of kept) wanted.set(line.ticketTypeId, (wanted.get(line.ticketTypeId) ?? 0) - line.quantity);
  return [...wanted].map(([ticketTypeId, quantity]) => taking(ticketTypeId, quantity));
}

/** Prepared statements in a transaction of the ORM's, which counts values by their place. */
const sendBy =
  (em: EntityManager): SendStatement =>
  ({ text }, values = []) =>
    em.execute(text.replaceAll(/\$\d+/g, '?'), [...values]);
