import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, isId, NotFoundError } from '@ticketbase/kernel';
import { parseInput } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import type { AccessCodeAttempts } from '../access-code/access-code-attempts.ts';
import { AddOnGroupEntity } from '../add-on/add-on-group.entity.ts';
import { type Event, EventStatus } from '../event/event.entity.ts';
import { EventHasNoTicketTypesError } from '../event/event.errors.ts';
import { canGiveOutCodes, canViewInside } from '../event/event.policy.ts';
import type { EventService } from '../event/event.service.ts';
import { lockEditable, recordUpdate } from '../event/lock-event.ts';
import { isTypeOpen } from '../hold/sales.policy.ts';
import type { StockService } from '../hold/stock.service.ts';
import { availableOf, lockStock, stockFreed } from '../hold/stock.ts';
import { once } from '../once.ts';
import type { RequestScope } from '../request-scope.ts';
import { closeEntries } from '../waitlist/settle-waitlists.ts';
import { newTicketType, ticketTypeIssues } from './new-ticket-type.ts';
import { type TicketType, TicketTypeEntity, TicketTypeKind } from './ticket-type.entity.ts';
import { QuantityBelowSoldError, TicketTypeHasSalesError, TicketTypeKindFixedError } from './ticket-type.errors.ts';
import { type TicketTypeInput, type TicketTypeValues, ticketTypeInput } from './ticket-type.input.ts';

const allTenants = { filters: { tenant: false } } as const;

/** The ticket types of events. They are seen with their event; hidden ones are listed to its organization only. */
export class TicketTypeService {
  private readonly scope: RequestScope;
  private readonly events: EventService;
  private readonly stock: StockService;
  private readonly codes: AccessCodeAttempts;

  constructor(scope: RequestScope, events: EventService, stock: StockService, codes: AccessCodeAttempts) {
    this.scope = scope;
    this.events = events;
    this.stock = stock;
    this.codes = codes;
  }

  private readonly byEvent = new DataLoader<string, TicketType[]>(async eventIds => {
    const found = await this.scope.em.find(
      TicketTypeEntity,
      { eventId: { $in: [...eventIds] } },
      { ...allTenants, refresh: true, orderBy: { sortOrder: 'asc', id: 'asc' } },
    );
    const byEvent = Map.groupBy(found, type => type.eventId);
    return eventIds.map(eventId => byEvent.get(eventId) ?? []);
  });

  private readonly byId = new DataLoader<string, TicketType | null>(async ids => {
    const where = { id: { $in: ids.filter(isId) } };
    const found = await this.scope.em.find(TicketTypeEntity, where, { ...allTenants, refresh: true });
    const byId = new Map(found.map(type => [type.id, type]));
    return ids.map(id => byId.get(id.toLowerCase()) ?? null);
  });

  /**
   * What an event that the viewer sees offers to them, with what the code opens. Wrong codes are counted by client.
   * Throws TOO_MANY_ACCESS_CODES.
   */
  async ofEvent(event: Event, accessCode?: string | null): Promise<TicketType[]> {
    const types = await this.byEvent.load(event.id);
    if (canViewInside(this.scope.viewer, event)) return types;
    if (!accessCode?.trim()) return types.filter(type => !type.hidden);
    await this.codes.count();
    const open = types.filter(type => isTypeOpen(type, accessCode));
    if (open.some(type => type.hidden)) await this.codes.forgive();
    return open;
  }

  /** What the event of something that the viewer sees offers to them. */
  async ofEventId(eventId: string): Promise<TicketType[]> {
    return this.ofEvent(await this.events.of({ eventId }));
  }

  /** The ticket type, if the viewer may see its event. A hidden one is not listed, but known to those who have its id. */
  async find(id: string): Promise<TicketType | null> {
    const type = await this.byId.load(id);
    return type && (await this.events.find(type.eventId)) ? type : null;
  }

  /** The ticket type of a ticket that the viewer sees. */
  async ofTicket(ticket: { readonly ticketTypeId: string }): Promise<TicketType> {
    const type = await this.byId.load(ticket.ticketTypeId);
    if (!type) throw new NotFoundError('The ticket type');
    return type;
  }

  /** How many can be bought, by the type's stock and the event's. */
  async available(type: TicketType): Promise<number> {
    return availableOf(type, await this.stock.ofEvent(type.eventId));
  }

  /** The access code is for those who give it out; scanners and analysts only see that there is such a type. */
  accessCode(type: TicketType): string | null {
    return canGiveOutCodes(this.scope.viewer, type) ? type.accessCode : null;
  }

  /** The ticket type that a mutation has just made or changed, read anew. */
  reload(id: string): Promise<TicketType> {
    this.byId.clear(id);
    this.stock.forget();
    return this.ofTicket({ ticketTypeId: id });
  }

  /** Adds a ticket type to an event. Returns its id. Throws NOT_FOUND, BAD_USER_INPUT, EVENT_NOT_EDITABLE. */
  async create(eventId: string, { idempotencyKey: key, ...input }: TicketTypeInput): Promise<string> {
    const values = parseTicketType(input);
    return once(this.scope, { operation: 'createTicketType', key, input: { eventId, ...input } }, async tx => {
      const event = await lockEditable(tx, eventId);
      const type = newTicketType(event, values);
      requireNoIssues(type);
      await this.checkGroup(tx, type);
      await tx.insert(TicketTypeEntity, type);
      await recordUpdate(tx, event, [`ticketTypes.${type.name}`], this.scope);
      return type.id;
    });
  }

  /**
   * Changes a ticket type. A new price counts for what is held from now on.
   * Throws NOT_FOUND, BAD_USER_INPUT, EVENT_NOT_EDITABLE, QUANTITY_BELOW_SOLD.
   */
  async update(id: string, { idempotencyKey: _, ...input }: TicketTypeInput): Promise<string> {
    const values = parseTicketType(input);
    await this.scope.em.transactional(async tx => {
      const { event, type } = await this.lockType(tx, id);
      if (values.quantity < type.sold + type.held) throw new QuantityBelowSoldError(type.sold, type.held);
      const next = newTicketType(event, { ...keptBy(type, input), ...values }, type.sortOrder);
      requireNoIssues(next);
      if (next.kind !== type.kind && (await this.hasSales(tx, type))) throw new TicketTypeKindFixedError();
      await this.checkGroup(tx, next);
      const changed = EDITABLE.filter(field => JSON.stringify(next[field]) !== JSON.stringify(type[field]));
      if (changed.length === 0) return;
      const changes = Object.fromEntries(changed.map(field => [field, next[field]]));
      await tx.nativeUpdate(TicketTypeEntity, { id: type.id }, { ...changes, updatedAt: new Date() });
      const named = changed.map(field => `ticketTypes.${next.name}.${field === 'priceAmount' ? 'price' : field}`);
      await recordUpdate(tx, event, named, this.scope);
      if (next.quantity > type.quantity) await stockFreed(tx, event.id);
    });
    this.scope.em.clear();
    return id;
  }

  /**
   * Deletes a ticket type of which nothing was sold.
   * Throws NOT_FOUND, EVENT_NOT_EDITABLE, TICKET_TYPE_HAS_SALES, EVENT_HAS_NO_TICKET_TYPES for the last of a published event.
   */
  async delete(id: string): Promise<boolean> {
    await this.scope.em.transactional(async tx => {
      const { event, type } = await this.lockType(tx, id);
      if (await this.hasSales(tx, type)) throw new TicketTypeHasSalesError();
      const others = { eventId: event.id, id: { $ne: type.id }, kind: TicketTypeKind.ADMISSION };
      const isLast = event.status === EventStatus.PUBLISHED && (await tx.count(TicketTypeEntity, others)) === 0;
      if (isLast) throw new EventHasNoTicketTypesError();
      await closeEntries(tx, event.id, { ticketTypeId: type.id, cause: 'TICKETS_WITHDRAWN' }, this.scope);
      await tx.nativeDelete(TicketTypeEntity, { id: type.id });
      await recordUpdate(tx, event, [`ticketTypes.${type.name}`], this.scope);
    });
    this.scope.em.clear();
    return true;
  }

  /** Whether some were sold, also where they were given back, or are in a cart. */
  private async hasSales(tx: EntityManager, type: TicketType): Promise<boolean> {
    const [ticket] = await tx.execute('select 1 from ticket where ticket_type_id = ? limit 1', [type.id]);
    return ticket !== undefined || type.sold + type.held > 0;
  }

  /** The ticket type of the tenant's, with its stock at rest until the transaction ends. */
  private async lockType(tx: EntityManager, id: string): Promise<{ event: Event; type: TicketType }> {
    const seen = isId(id) ? await tx.findOne(TicketTypeEntity, { id }) : null;
    if (!seen) throw new NotFoundError('The ticket type');
    const event = await lockEditable(tx, seen.eventId);
    await lockStock(tx, event.id);
    const type = await tx.findOne(TicketTypeEntity, { id }, { refresh: true });
    if (!type) throw new NotFoundError('The ticket type');
    return { event, type };
  }

  /** Throws BAD_USER_INPUT unless the group of an add-on is the event's. */
  private async checkGroup(tx: EntityManager, { eventId, addOnGroupId }: TicketType): Promise<void> {
    if (addOnGroupId === null) return;
    const found = isId(addOnGroupId) && (await tx.count(AddOnGroupEntity, { id: addOnGroupId, eventId })) > 0;
    if (found) return;
    throw new BadUserInputError([{ path: 'input.addOnGroupId', message: 'Is no group of add-ons of this event.' }]);
  }
}

const EDITABLE = [
  ...([
    'kind',
    'addOnGroupId',
    'name',
    'description',
    'priceAmount',
    'quantity',
    'minPerOrder',
    'maxPerOrder',
  ] as const),
  ...(['salesStartAt', 'salesEndAt', 'hidden', 'accessCode', 'sortOrder'] as const),
];

function requireNoIssues(type: TicketType): void {
  const issues = ticketTypeIssues(type, 'input');
  if (issues.length > 0) throw new BadUserInputError(issues);
}

function parseTicketType(input: Omit<TicketTypeInput, 'idempotencyKey'>): TicketTypeValues {
  const values = parseInput(ticketTypeInput, input);
  return values;
}

/** What an update leaves as it is, because its field was left out. */
function keptBy(type: TicketType, input: Omit<TicketTypeInput, 'idempotencyKey'>): Partial<TicketTypeValues> {
  const given = new Set(Object.entries(input).flatMap(([field, value]) => (value === undefined ? [] : [field])));
  const { kind, addOnGroupId, description, minPerOrder, maxPerOrder, salesStartAt, salesEndAt } = type;
  const { hidden, accessCode, sortOrder } = type;
  const optional = {
    kind,
    addOnGroupId,
    description,
    minPerOrder,
    maxPerOrder,
    salesStartAt,
    salesEndAt,
    hidden,
    accessCode,
    sortOrder,
  };
  return Object.fromEntries(Object.entries(optional).filter(([field]) => !given.has(field)));
}
