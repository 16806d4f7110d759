import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, isId } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import type { StaffDirectory } from '../check-in/staff-directory.ts';
import { lockStock } from '../hold/stock.ts';
import type { ImageService } from '../image/image.service.ts';
import { once } from '../once.ts';
import type { RequestScope } from '../request-scope.ts';
import { newEventTypeIssues, newTicketType } from '../ticket-type/new-ticket-type.ts';
import type { VenueService } from '../venue/venue.service.ts';
import { closeEntries } from '../waitlist/settle-waitlists.ts';
import { changeEvent, refuse, requireCurrent, windowIssues } from './change-event.ts';
import { type Event, EventEntity, EventVisibility } from './event.entity.ts';
import { EventHasSoldTicketsError } from './event.errors.ts';
import {
  type CreateEventInput,
  createEventInput,
  eventTime,
  type UpdateEventInput,
  updateEventInput,
} from './event.input.ts';
import { addRevision, lockEvent, noteChangedAlone } from './lock-event.ts';
import { blankEvent, copyEvent, storeEvent } from './make-event.ts';
import { freeSlug } from './slug.ts';
import { namingWriters } from './stale-version.ts';

/** Makes, changes and deletes the events of the viewer's organization. */
export class EventEditingService {
  private readonly scope: RequestScope;
  private readonly venues: VenueService;
  private readonly images: ImageService;
  private readonly staff: StaffDirectory;

  constructor(scope: RequestScope, venues: VenueService, images: ImageService, staff: StaffDirectory) {
    this.scope = scope;
    this.venues = venues;
    this.images = images;
    this.staff = staff;
  }

  /** Makes a draft, with its ticket types. Returns its id. Throws BAD_USER_INPUT, IDEMPOTENCY_KEY_REUSED. */
  async create({ idempotencyKey: key, ...input }: CreateEventInput): Promise<string> {
    const { venue, capacity = null, ticketTypes, ...values } = parseInput(createEventInput, input);
    refuse([
      ...windowIssues(values),
      ...(ticketTypes ?? []).flatMap((type, index) => newEventTypeIssues(type, `input.ticketTypes.${index}`)),
    ]);
    return once(this.scope, { operation: 'createEvent', key, input }, async tx => {
      const organizationId = this.scope.viewer.require('events:write');
      const slug = await freeSlug(tx, organizationId, values.title);
      const venueId = venue ? await this.venues.findOrCreate(tx, organizationId, venue) : null;
      const created = tx.create(EventEntity, {
        ...blankEvent(this.scope, values.title, slug),
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
      await storeEvent(tx, this.scope, created, { capacity, types });
      return created.id;
    });
  }

  /**
   * Changes what is given, if the event is still at `version`.
   * Throws NOT_FOUND, BAD_USER_INPUT, STALE_VERSION, EVENT_NOT_EDITABLE, CAPACITY_BELOW_SOLD, EVENT_HAS_NO_PLACE, EVENT_IS_OVER.
   */
  async update(id: string, version: number, input: UpdateEventInput): Promise<string> {
    const { venue, ...values } = parseInput(updateEventInput, withoutUndefined(input));
    await namingWriters(this.staff, this.scope, async tx => {
      const event = await lockEvent(tx, id);
      await requireCurrent(tx, event, version);
      const venueId = venue ? await this.venues.findOrCreate(tx, event.organizationId, venue) : venue;
      const changed = await changeEvent(tx, event, venueId === undefined ? values : { ...values, venueId });
      if (changed.length === 0) return;
      noteChangedAlone(event, changed);
      await addRevision(tx, event, changed, this.scope.viewer.userId);
      await recordEvents(tx, this.tell('event.updated', event, { changed, visibility: event.visibility }));
    });
    this.scope.em.clear();
    return id;
  }

  /** Deletes an event of which nothing was ever sold. Throws NOT_FOUND, EVENT_HAS_SOLD_TICKETS. */
  async delete(id: string): Promise<boolean> {
    const orphans = await this.scope.em.transactional(async tx => {
      await lockSeriesOf(tx, id);
      const event = await lockEvent(tx, id, 'update');
      const stock = await lockStock(tx, event.id);
      const [ticket] = await tx.execute('select 1 from ticket where event_id = ? limit 1', [event.id]);
      if (ticket || !stock || stock.sold + stock.held > 0) throw new EventHasSoldTicketsError();
      const objects = await this.images.objectsOnlyOf(tx, event.id);
      await closeEntries(tx, event.id, { cause: 'DELETED' }, this.scope);
      await tx.execute('delete from event where id = ?', [event.id]);
      await forgetEmptySeries(tx, event.seriesId);
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
      const slug = await freeSlug(tx, original.organizationId, original.title);
      const copy = await copyEvent(tx, this.scope, this.images, original, { startsAt, slug });
      return copy.id;
    });
  }

  private tell<Name extends 'event.updated' | 'event.deleted'>(
    name: Name,
    { id, title, slug, organizationId }: Event,
    more: Name extends 'event.updated' ? { changed: string[]; visibility: Event['visibility'] } : object,
  ) {
    const payload = { eventId: id, title, slug, ...more };
    return domainEvent(name, payload as never, { ...this.scope, organizationId });
  }
}

/** Arguments that a client left out come as undefined or not at all, by how they were sent. */
export const withoutUndefined = (input: object) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

/** A series is locked before its dates, as by those who change them together. */
async function lockSeriesOf(tx: EntityManager, id: string): Promise<void> {
  if (!isId(id)) return;
  const sql = 'select 1 from event_series where id = (select series_id from event where id = ?) for update';
  await tx.execute(sql, [id]);
}

/** A series ends with its last date. */
async function forgetEmptySeries(tx: EntityManager, seriesId: string | null): Promise<void> {
  if (seriesId === null) return;
  const sql = 'delete from event_series s where id = ? and not exists (select 1 from event where series_id = s.id)';
  await tx.execute(sql, [seriesId]);
}
