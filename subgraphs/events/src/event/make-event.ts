import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, newId, type Payload } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import { EventStockEntity } from '../hold/stock.entity.ts';
import { lockStock } from '../hold/stock.ts';
import type { ImageService } from '../image/image.service.ts';
import type { RequestScope } from '../request-scope.ts';
import { copyOffer } from '../ticket-type/copy-offer.ts';
import type { TicketType } from '../ticket-type/ticket-type.entity.ts';
import { TicketTypeEntity } from '../ticket-type/ticket-type.entity.ts';
import { copyDoorAndWaitlist } from './copy-door-and-waitlist.ts';
import { type Event, EventEntity, EventStatus } from './event.entity.ts';
import { moverByClock } from './wall-time.ts';

/** What every new draft of the viewer's organization has. */
export function blankEvent({ viewer }: Pick<RequestScope, 'viewer'>, title: string, slug: string) {
  const now = new Date();
  return {
    ...{ id: newId(), organizationId: viewer.require('events:write'), slug, title, status: EventStatus.DRAFT },
    ...{ version: 1, createdBy: viewer.userId, publishedAt: null, cancelReason: null, createdAt: now, updatedAt: now },
    ...{ seriesId: null, seriesChanged: [] as string[] },
  };
}

/** Stores an event that `tx.create` made, with its stock and ticket types, and tells of it. */
export async function storeEvent(
  tx: EntityManager,
  scope: RequestScope,
  event: Event,
  { capacity, types }: { readonly capacity: number | null; readonly types: readonly TicketType[] },
): Promise<void> {
  await insertEvent(tx, event, capacity);
  if (types.length > 0) await tx.insertMany(TicketTypeEntity, [...types]);
  await tell(tx, scope, event, {});
}

async function insertEvent(tx: EntityManager, { id: eventId, organizationId }: Event, capacity: number | null) {
  await tx.flush();
  await tx.insert(EventStockEntity, { eventId, organizationId, capacity, sold: 0, held: 0 });
}

async function tell(
  tx: EntityManager,
  scope: RequestScope,
  { id: eventId, organizationId, title, slug }: Event,
  more: Pick<Payload<'event.created'>, 'copied'>,
): Promise<void> {
  await recordEvents(tx, domainEvent('event.created', { eventId, title, slug, ...more }, { ...scope, organizationId }));
}

export interface CopyOptions {
  readonly startsAt: Date;
  readonly slug: string;
  readonly seriesId?: string;
}

/**
 * Makes a draft like an event that `tx` has locked, at another time: with its ticket types, add-ons, questions,
 * check-in lists, waitlist and pictures, and nothing sold. All its times keep their distance to the start on the clocks of its zone.
 */
export async function copyEvent(
  tx: EntityManager,
  scope: RequestScope,
  images: ImageService,
  original: Event,
  { startsAt, slug, seriesId }: CopyOptions,
): Promise<Event> {
  const stock = await lockStock(tx, original.id);
  const move = moverByClock(original.startsAt, startsAt, original.timeZone);
  const endsAt = move(original.endsAt);
  const lasts = original.endsAt.getTime() - original.startsAt.getTime();
  const { description, category, visibility, timeZone, venueId, onlineUrl, currency } = original;
  const copy = tx.create(EventEntity, {
    ...blankEvent(scope, original.title, slug),
    ...{ description, category, visibility, timeZone, venueId, onlineUrl, currency },
    holdersMayTransfer: original.holdersMayTransfer,
    tags: [...original.tags],
    startsAt,
    // Clocks that skip an hour may bring the end before the start.
    endsAt: endsAt > startsAt ? endsAt : new Date(startsAt.getTime() + lasts),
    salesStartAt: move(original.salesStartAt),
    salesEndAt: move(original.salesEndAt),
    seriesId: seriesId ?? null,
  });
  await insertEvent(tx, copy, stock?.capacity ?? null);
  const types = await copyOffer(tx, original, copy, move);
  await copyDoorAndWaitlist(tx, original, copy, types);
  await images.copy(tx, original.id, copy.id);
  const ticketTypes = [...types].map(([fromId, toId]) => ({ fromId, toId }));
  const movedBy = startsAt.getTime() - original.startsAt.getTime();
  await tell(tx, scope, copy, { copied: { fromEventId: original.id, movedBy, ticketTypes } });
  return copy;
}
