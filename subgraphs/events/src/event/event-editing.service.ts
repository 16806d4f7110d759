import type { EntityManager } from '@mikro-orm/postgresql';
import {
  BadUserInputError,
  domainEvent,
  type Issue,
  NotFoundError,
  newId,
  StaleVersionError,
} from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import { EventStockEntity } from '../hold/stock.entity.ts';
import { lockStock, stockFreed } from '../hold/stock.ts';
import type { ImageService } from '../image/image.service.ts';
import { once } from '../once.ts';
import type { RequestScope } from '../request-scope.ts';
import { copyOffer } from '../ticket-type/copy-offer.ts';
import { newEventTypeIssues, newTicketType } from '../ticket-type/new-ticket-type.ts';
import { TicketTypeEntity } from '../ticket-type/ticket-type.entity.ts';
import type { VenueService } from '../venue/venue.service.ts';
import { closeEntries } from '../waitlist/settle-waitlists.ts';
import { type Event, EventEntity, EventRevisionEntity, EventStatus, EventVisibility } from './event.entity.ts';
import {
  CapacityBelowSoldError,
  EventHasNoPlaceError,
  EventHasSoldTicketsError,
  EventIsOverError,
  EventNotEditableError,
} from './event.errors.ts';
import {
  type CreateEventInput,
  createEventInput,
  eventTime,
  type UpdateEventInput,
  type UpdateEventValues,
  updateEventInput,
} from './event.input.ts';
import { isEditable } from './event.policy.ts';
import { addRevision, lockEvent } from './lock-event.ts';
import { freeSlug } from './slug.ts';

/** Makes, changes and deletes the events of the viewer's organization. */
export class EventEditingService {
  private readonly scope: RequestScope;
  private readonly venues: VenueService;
  private readonly images: ImageService;

  constructor(scope: RequestScope, venues: VenueService, images: ImageService) {
    this.scope = scope;
    this.venues = venues;
    this.images = images;
  }

  /** Makes a draft, with its ticket types. Returns its id. Throws BAD_USER_INPUT, IDEMPOTENCY_KEY_REUSED. */
  async create({ idempotencyKey: key, ...input }: CreateEventInput): Promise<string> {
    const { venue, capacity = null, ticketTypes, ...values } = parseInput(createEventInput, input);
    refuse([
      ...windowIssues(values),
      ...(ticketTypes ?? []).flatMap((type, index) => newEventTypeIssues(type, `input.ticketTypes.${index}`)),
    ]);
    return once(this.scope, { operation: 'createEvent', key, input }, async tx => {
      const { organizationId, event } = await this.blank(tx, values.title);
      const venueId = venue ? await this.venues.findOrCreate(tx, organizationId, venue) : null;
      const created = tx.create(EventEntity, {
        ...event,
        description: values.description ?? null,
        category: values.category ?? null,
        tags: values.tags ?? [],
        visibility: values.visibility ?? EventVisibility.PUBLIC,
        startsAt: values.startsAt,
        endsAt: values.endsAt,
        timeZone: values.timeZone,
        venueId,
        onlineUrl: values.onlineUrl ?? null,
        salesStartAt: values.salesStartAt ?? null,
        salesEndAt: values.salesEndAt ?? null,
        currency: values.currency,
      });
      const types = (ticketTypes ?? []).map((type, index) => newTicketType(created, type, index));
      await this.store(tx, created, capacity, types);
      return created.id;
    });
  }

  /**
   * Changes what is given, if the event is still at `version`.
   * Throws NOT_FOUND, BAD_USER_INPUT, STALE_VERSION, EVENT_NOT_EDITABLE, CAPACITY_BELOW_SOLD, EVENT_HAS_NO_PLACE, EVENT_IS_OVER.
   */
  async update(id: string, version: number, input: UpdateEventInput): Promise<string> {
    const { venue, capacity, ...values } = parseInput(updateEventInput, withoutUndefined(input));
    await this.scope.em.transactional(async tx => {
      const event = await lockEvent(tx, id);
      if (event.version !== version) throw await staleVersion(tx, event, version);
      if (!isEditable(event)) throw new EventNotEditableError(event.status);
      const venueId = venue ? await this.venues.findOrCreate(tx, event.organizationId, venue) : venue;
      const changed = [
        ...assign(event, venueId === undefined ? values : { ...values, venueId }),
        ...(await changeCapacity(tx, event.id, capacity)),
      ].map(field => (field === 'venueId' ? 'venue' : field));
      if (changed.length === 0) return;
      checkEvent(event, changed);
      await addRevision(tx, event, changed);
      await recordEvents(tx, this.tell('event.updated', event, { changed, visibility: event.visibility }));
    });
    this.scope.em.clear();
    return id;
  }

  /** Deletes an event of which nothing was ever sold. Throws NOT_FOUND, EVENT_HAS_SOLD_TICKETS. */
  async delete(id: string): Promise<boolean> {
    const orphans = await this.scope.em.transactional(async tx => {
      const event = await lockEvent(tx, id, 'update');
      const stock = await lockStock(tx, event.id);
      const [ticket] = await tx.execute('select 1 from ticket where event_id = ? limit 1', [event.id]);
      if (ticket || !stock || stock.sold + stock.held > 0) throw new EventHasSoldTicketsError();
      const objects = await this.images.objectsOnlyOf(tx, event.id);
      await closeEntries(tx, event.id, { cause: 'DELETED' }, this.scope);
      await tx.execute('delete from event where id = ?', [event.id]);
      await recordEvents(tx, this.tell('event.deleted', event, {}));
      return objects;
    });
    this.scope.em.clear();
    await this.images.removeObjects(orphans);
    return true;
  }

  /** Makes a draft like an event, moved to another start; nothing of it is sold. Returns its id. Throws NOT_FOUND. */
  async duplicate(id: string, given: Date, key: string | null | undefined): Promise<string> {
    const startsAt = parseInput(eventTime, given, 'startsAt');
    const input = { id, startsAt: startsAt.toISOString() };
    return once(this.scope, { operation: 'duplicateEvent', key, input }, async tx => {
      const original = await lockEvent(tx, id);
      const stock = await lockStock(tx, original.id);
      const by = startsAt.getTime() - original.startsAt.getTime();
      const { event } = await this.blank(tx, original.title);
      const { description, category, visibility, timeZone, venueId, onlineUrl, currency } = original;
      const copy = tx.create(EventEntity, {
        ...event,
        ...{ description, category, visibility, timeZone, venueId, onlineUrl, currency },
        holdersMayTransfer: original.holdersMayTransfer,
        tags: [...original.tags],
        startsAt,
        endsAt: moved(original.endsAt, by)!,
        salesStartAt: moved(original.salesStartAt, by),
        salesEndAt: moved(original.salesEndAt, by),
      });
      await this.store(tx, copy, stock?.capacity ?? null, []);
      await copyOffer(tx, original, copy, by);
      await this.images.copy(tx, original.id, copy.id);
      return copy.id;
    });
  }

  /** What every new draft of the viewer's organization has. */
  private async blank(tx: EntityManager, title: string) {
    const organizationId = this.scope.viewer.require('events:write');
    const slug = await freeSlug(tx, organizationId, title);
    const now = new Date();
    const event = {
      ...{ id: newId(), organizationId, slug, title, status: EventStatus.DRAFT, version: 1 },
      ...{ createdBy: this.scope.viewer.userId, publishedAt: null, cancelReason: null, createdAt: now, updatedAt: now },
    };
    return { organizationId, event };
  }

  private async store(
    tx: EntityManager,
    event: Event,
    capacity: number | null,
    types: readonly ReturnType<typeof newTicketType>[],
  ): Promise<void> {
    const { id: eventId, organizationId } = event;
    await tx.flush();
    await tx.insert(EventStockEntity, { eventId, organizationId, capacity, sold: 0, held: 0 });
    if (types.length > 0) await tx.insertMany(TicketTypeEntity, [...types]);
    await recordEvents(tx, this.tell('event.created', event, {}));
  }

  private tell<Name extends 'event.created' | 'event.updated' | 'event.deleted'>(
    name: Name,
    { id, title, slug, organizationId }: Event,
    more: Name extends 'event.updated' ? { changed: string[]; visibility: Event['visibility'] } : object,
  ) {
    const payload = { eventId: id, title, slug, ...more };
    return domainEvent(name, payload as never, { ...this.scope, organizationId });
  }
}

const moved = (date: Date | null, by: number) => (date === null ? null : new Date(date.getTime() + by));

function refuse(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new BadUserInputError(issues);
}

/** Arguments that a client left out come as undefined or not at all, by how they were sent. */
const withoutUndefined = (input: object) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

/** Sets what is given and differs, and names it. */
function assign(event: Event, values: Omit<UpdateEventValues, 'venue' | 'capacity'> & { venueId?: string | null }) {
  const changed: string[] = [];
  const current = event as unknown as Record<string, unknown>;
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined || JSON.stringify(value) === JSON.stringify(current[field])) continue;
    current[field] = value;
    changed.push(field);
  }
  return changed;
}

async function changeCapacity(tx: EntityManager, eventId: string, capacity: number | null | undefined) {
  if (capacity === undefined) return [];
  const stock = await lockStock(tx, eventId);
  if (!stock) throw new NotFoundError('The event');
  if (stock.capacity === capacity) return [];
  if (capacity !== null && capacity < stock.sold + stock.held) throw new CapacityBelowSoldError(stock.sold, stock.held);
  await tx.execute('update event_stock set capacity = ? where event_id = ?', [capacity, eventId]);
  await stockFreed(tx, eventId);
  return ['capacity'];
}

/** What must hold of an event as a whole. */
function checkEvent(event: Event, changed: readonly string[]): void {
  refuse([
    ...(event.endsAt > event.startsAt ? [] : [{ path: 'input.endsAt', message: 'Must be after the start.' }]),
    ...windowIssues(event),
  ]);
  if (event.status !== EventStatus.PUBLISHED) return;
  if (event.venueId === null && event.onlineUrl === null) throw new EventHasNoPlaceError();
  if (changed.includes('endsAt') && event.endsAt <= new Date()) throw new EventIsOverError();
}

function windowIssues({ salesStartAt, salesEndAt }: { salesStartAt?: Date | null; salesEndAt?: Date | null }): Issue[] {
  if (!salesStartAt || !salesEndAt || salesEndAt > salesStartAt) return [];
  return [{ path: 'input.salesEndAt', message: 'Must be after the start of sales.' }];
}

async function staleVersion(tx: EntityManager, event: Event, version: number): Promise<StaleVersionError> {
  const revisions = await tx.find(EventRevisionEntity, { eventId: event.id, version: { $gt: version } });
  const changed = [...new Set(revisions.flatMap(revision => revision.changed))].sort();
  return new StaleVersionError('The event', event.version, { changed });
}
