import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, type Issue, isId, NotFoundError } from '@ticketbase/kernel';
import { parseInput } from '@ticketbase/subgraph-kit';
import { requireFittingAddOns } from '../add-on/add-on.policy.ts';
import { AddOnGroupEntity } from '../add-on/add-on-group.entity.ts';
import { type Event, EventEntity, EventStatus, EventVisibility } from '../event/event.entity.ts';
import type { RequestScope } from '../request-scope.ts';
import { type TicketType, TicketTypeEntity } from '../ticket-type/ticket-type.entity.ts';
import { expireHolds } from './expire-holds.ts';
import { type Hold, HoldEntity, type HoldLine, HoldLineEntity } from './hold.entity.ts';
import {
  HoldAlreadyIssuedError,
  HoldReleasedError,
  QuantityNotAllowedError,
  SalesNotOpenError,
} from './hold.errors.ts';
import { type HoldTicketsInput, type HoldTicketsValues, holdExpiry, holdTicketsInput } from './hold.input.ts';
import type { TicketHold } from './hold.type.ts';
import { isEventOnSale, isTypeOnSale, isTypeOpen } from './sales.policy.ts';
import { changeStock, lockStock, type StockChange } from './stock.ts';

const allTenants = { filters: { tenant: false } } as const;

/** Keeps tickets for carts and orders. Called by other subgraphs only; a guest's cart has no tenant until it names an event. */
export class HoldService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  /**
   * Keeps all of the items, or nothing. The same hold again with the same items is answered as it stands; with other
   * items it is replaced in one step, so that nobody else gets what it keeps in between.
   * Throws NOT_FOUND, BAD_USER_INPUT, SALES_NOT_OPEN, QUANTITY_NOT_ALLOWED, ADD_ON_…, INSUFFICIENT_TICKETS,
   * HOLD_ALREADY_ISSUED.
   */
  async hold(input: HoldTicketsInput): Promise<TicketHold> {
    const values = parseInput(holdTicketsInput, input);
    const event = await this.findEvent(values.eventId);
    return this.transaction(async tx => {
      const { hold, isNew } = await this.claim(tx, event, values);
      if (hold.status === 'ISSUED') throw new HoldAlreadyIssuedError();
      const kept = isNew ? [] : await this.linesOf(tx, hold.id);
      // From here on, other buyers of the event wait: what can be read before is.
      const stock = await lockStock(tx, event.id);
      const current = await this.reload(tx, event.id);
      if (!stock || !current) throw new NotFoundError('The event');
      const active = hold.status === 'ACTIVE';
      if (active && hold.expiresAt > new Date() && isSame(kept, values.items)) return this.describe(tx, current, hold);

      const types = await tx.find(TicketTypeEntity, { eventId: event.id }, { ...allTenants, refresh: true });
      checkItems(current, types, kept, values);
      await this.checkAddOns(tx, event.id, types, values);
      await this.take(tx, event.id, hold.id, differences(active ? kept : [], values.items));
      if (kept.length > 0) await tx.nativeDelete(HoldLineEntity, { holdId: hold.id });
      await this.writeLines(tx, hold.id, active ? kept : [], types, values);
      await tx.nativeUpdate(HoldEntity, { id: hold.id }, { status: 'ACTIVE', expiresAt: values.expiresAt }, allTenants);
      return this.describe(tx, current, { ...pick(hold), expiresAt: values.expiresAt });
    });
  }

  /**
   * Keeps a hold for longer. One that expired meanwhile takes its tickets again, if there are some left.
   * Throws NOT_FOUND, BAD_USER_INPUT, SALES_NOT_OPEN, INSUFFICIENT_TICKETS, HOLD_ALREADY_ISSUED, HOLD_RELEASED.
   */
  async extend(holdId: string, expiresAt: Date): Promise<TicketHold> {
    const until = parseInput(holdExpiry, expiresAt, 'expiresAt');
    return this.transaction(async tx => {
      const hold = await this.lock(tx, holdId);
      if (!hold) throw new NotFoundError('The hold');
      if (hold.status === 'ISSUED') throw new HoldAlreadyIssuedError();
      if (hold.status === 'RELEASED') throw new HoldReleasedError();
      await lockStock(tx, hold.eventId);
      const event = await this.reload(tx, hold.eventId);
      if (event?.status !== EventStatus.PUBLISHED) throw new SalesNotOpenError({ eventId: hold.eventId });
      if (hold.status === 'EXPIRED') {
        const lines = await this.linesOf(tx, hold.id);
        const changes = lines.map(line => taking(line.ticketTypeId, line.quantity));
        await this.take(tx, hold.eventId, hold.id, changes);
      }
      await tx.nativeUpdate(HoldEntity, { id: hold.id }, { status: 'ACTIVE', expiresAt: until }, allTenants);
      return this.describe(tx, event, { ...pick(hold), expiresAt: until });
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

  /** Throws ADD_ON_REQUIRED and ADD_ON_NOT_ALLOWED. */
  private async checkAddOns(
    tx: EntityManager,
    eventId: string,
    types: readonly TicketType[],
    { items }: HoldTicketsValues,
  ): Promise<void> {
    if (types.every(type => type.kind === 'ADMISSION')) return;
    const groups = await tx.find(AddOnGroupEntity, { eventId }, { ...allTenants, refresh: true });
    requireFittingAddOns(groups, types, items);
  }

  /** The event as the command's tenant, or a guest, may buy from it. */
  private async findEvent(eventId: string): Promise<Event> {
    const { em, viewer } = this.scope;
    const event = isId(eventId) ? await em.findOne(EventEntity, { id: eventId }, allTenants) : null;
    if (!event) throw new NotFoundError('The event');
    const own = viewer.organizationId === event.organizationId;
    if (viewer.organizationId !== null && !own) throw new NotFoundError('The event');
    if (event.publishedAt === null) throw new NotFoundError('The event');
    if (event.visibility === EventVisibility.PRIVATE && !own) throw new NotFoundError('The event');
    return event;
  }

  /** Makes the hold, still empty, or locks the one that is there. */
  private async claim(
    tx: EntityManager,
    event: Event,
    { holdId: id, expiresAt }: HoldTicketsValues,
  ): Promise<{ hold: ClaimedHold; isNew: boolean }> {
    const { organizationId, id: eventId } = event;
    // A new hold begins as if expired: it keeps nothing until its lines are written.
    const inserted = await tx.execute(
      `insert into hold (id, organization_id, event_id, status, expires_at, created_at)
       values (?, ?, ?, 'EXPIRED', ?, now()) on conflict (id) do nothing returning id`,
      [id, organizationId, eventId, expiresAt],
    );
    if (inserted.length > 0) return { hold: { id, organizationId, status: 'EXPIRED', expiresAt }, isNew: true };
    const hold = await this.lock(tx, id);
    if (hold?.eventId !== eventId) {
      throw new BadUserInputError([{ path: 'input.holdId', message: 'Belongs to another event.' }]);
    }
    return { hold, isNew: false };
  }

  private async lock(tx: EntityManager, holdId: string): Promise<Hold | null> {
    if (!isId(holdId)) return null;
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const hold = await tx.findOne(HoldEntity, { id: holdId }, { ...allTenants, lockMode, refresh: true });
    const { organizationId } = this.scope.viewer;
    return hold && (organizationId === null || hold.organizationId === organizationId) ? hold : null;
  }

  private reload(tx: EntityManager, eventId: string): Promise<Event | null> {
    return tx.findOne(EventEntity, { id: eventId }, { ...allTenants, refresh: true });
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
    types: readonly TicketType[],
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
    event: Event,
    hold: Pick<Hold, 'id' | 'organizationId' | 'expiresAt'>,
  ): Promise<TicketHold> {
    const lines = await tx.execute<{ ticketTypeId: string; name: string; quantity: number; amount: number }[]>(
      `select l.ticket_type_id as "ticketTypeId", t.name, l.quantity, l.unit_price_amount as amount
         from hold_line l join ticket_type t on t.id = l.ticket_type_id
        where l.hold_id = ? order by t.sort_order, t.id`,
      [hold.id],
    );
    return {
      id: hold.id,
      eventId: event.id,
      organizationId: hold.organizationId,
      eventTitle: event.title,
      eventSlug: event.slug,
      startsAt: event.startsAt,
      expiresAt: hold.expiresAt,
      lines: lines.map(({ amount, ...line }) => ({ ...line, unitPrice: { amount, currency: event.currency } })),
    };
  }

  private async transaction<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
    const result = await this.scope.em.transactional(work);
    this.scope.em.clear();
    return result;
  }
}

type ClaimedHold = Pick<Hold, 'id' | 'organizationId' | 'status' | 'expiresAt'>;
type Item = HoldTicketsValues['items'][number];

const pick = ({ id, organizationId }: ClaimedHold) => ({ id, organizationId });

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

/** Throws if an item is none of the event's, is not on sale, or is too few or too many. */
function checkItems(
  event: Event,
  types: readonly TicketType[],
  kept: readonly HoldLine[],
  { items, accessCode }: HoldTicketsValues,
): void {
  const now = new Date();
  if (!isEventOnSale(event, now)) {
    throw new SalesNotOpenError({ eventId: event.id, opensAt: opening(event.salesStartAt, now) });
  }
  const byId = new Map(types.map(type => [type.id, type]));
  const before = new Map(kept.map(line => [line.ticketTypeId, line.quantity]));
  const unknown: Issue[] = items.flatMap((item, index) => {
    const type = byId.get(item.ticketTypeId);
    const known = type && (before.has(type.id) || isTypeOpen(type, accessCode));
    return known ? [] : [{ path: `input.items.${index}.ticketTypeId`, message: 'Is not a ticket type of this event.' }];
  });
  if (unknown.length > 0) throw new BadUserInputError(unknown);
  for (const item of items) {
    const type = byId.get(item.ticketTypeId)!;
    if (item.quantity > (before.get(type.id) ?? 0) && !isTypeOnSale(type, now)) {
      const opensAt = opening(type.salesStartAt, now);
      throw new SalesNotOpenError({ eventId: event.id, ticketTypeId: type.id, opensAt });
    }
    if (item.quantity < type.minPerOrder || item.quantity > type.maxPerOrder) {
      throw new QuantityNotAllowedError(type.id, type.minPerOrder, type.maxPerOrder);
    }
  }
}

const opening = (at: Date | null, now: Date) => (at !== null && at > now ? at.toISOString() : undefined);
