import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, severalLines } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import { lockStock } from '../hold/stock.ts';
import type { RequestScope } from '../request-scope.ts';
import { TicketTypeEntity, TicketTypeKind } from '../ticket-type/ticket-type.entity.ts';
import { type Event, EventStatus } from './event.entity.ts';
import {
  EventHasNoPlaceError,
  EventHasNoTicketTypesError,
  EventIsOverError,
  InvalidEventTransitionError,
} from './event.errors.ts';
import { canBecome } from './event.policy.ts';
import { addRevision, lockEvent } from './lock-event.ts';

const cancelReason = severalLines({ most: 1_000, mayBeEmpty: true }).nullish();

/** Leads the events of the viewer's organization through their life. Each step is its own operation. */
export class EventLifecycleService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  /**
   * Opens an event to buyers.
   * Throws NOT_FOUND, INVALID_EVENT_TRANSITION, EVENT_HAS_NO_TICKET_TYPES, EVENT_HAS_NO_PLACE, EVENT_IS_OVER.
   */
  async publish(id: string): Promise<string> {
    return this.change(async tx => this.publishIn(tx, await lockEvent(tx, id)));
  }

  /** Calls an event off; what was sold is refunded by `payments`, which is told. Throws NOT_FOUND, INVALID_EVENT_TRANSITION. */
  async cancel(id: string, given: string | null | undefined): Promise<string> {
    const reason = parseReason(given);
    return this.change(async tx => this.cancelIn(tx, await lockEvent(tx, id), reason));
  }

  /** Publishes an event that `tx` has locked; throws as `publish` does, and then has changed nothing. */
  async publishIn(tx: EntityManager, event: Event): Promise<string> {
    requireStep(event, EventStatus.PUBLISHED);
    const types = await tx.find(TicketTypeEntity, { eventId: event.id });
    const now = new Date();
    const admissions = types.filter(type => type.kind === TicketTypeKind.ADMISSION);
    const sellable = admissions.some(type => type.quantity > 0 && (type.salesEndAt === null || type.salesEndAt > now));
    if (!sellable) throw new EventHasNoTicketTypesError();
    if (event.venueId === null && event.onlineUrl === null) throw new EventHasNoPlaceError();
    if (event.endsAt <= now) throw new EventIsOverError();
    event.status = EventStatus.PUBLISHED;
    event.publishedAt = now;
    await addRevision(tx, event, ['status'], this.scope.viewer.userId);
    const { title, slug, visibility, organizationId } = event;
    const times = { startsAt: event.startsAt.toISOString(), endsAt: event.endsAt.toISOString() };
    const payload = { eventId: event.id, title, slug, visibility, ...times };
    await recordEvents(tx, domainEvent('event.published', payload, { ...this.scope, organizationId }));
    return event.id;
  }

  /** Calls off an event that `tx` has locked. Throws INVALID_EVENT_TRANSITION. */
  async cancelIn(tx: EntityManager, event: Event, reason: string | null): Promise<string> {
    // After this, nobody can hold or issue tickets of the event unseen.
    await lockStock(tx, event.id);
    requireStep(event, EventStatus.CANCELLED);
    event.status = EventStatus.CANCELLED;
    event.cancelReason = reason;
    await addRevision(tx, event, ['status'], this.scope.viewer.userId);
    const { title, slug, organizationId } = event;
    const payload = { eventId: event.id, title, slug, reason };
    await recordEvents(tx, domainEvent('event.cancelled', payload, { ...this.scope, organizationId }));
    return event.id;
  }

  private async change(work: (tx: EntityManager) => Promise<string>): Promise<string> {
    const id = await this.scope.em.transactional(work);
    this.scope.em.clear();
    return id;
  }
}

/** Why an event is called off, as it was given; null if it was not. Throws BAD_USER_INPUT. */
export const parseReason = (given: string | null | undefined): string | null =>
  parseInput(cancelReason, given, 'reason') || null;

function requireStep(event: Event, status: EventStatus): void {
  if (!canBecome(event.status, status)) throw new InvalidEventTransitionError(event.status, status);
}
