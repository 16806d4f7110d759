import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, type Issue, NotFoundError } from '@ticketbase/kernel';
import { lockStock, stockFreed } from '../hold/stock.ts';
import { type Event, EventStatus } from './event.entity.ts';
import {
  CapacityBelowSoldError,
  EventHasNoPlaceError,
  EventIsOverError,
  EventNotEditableError,
} from './event.errors.ts';
import type { UpdateEventValues } from './event.input.ts';
import { isEditable } from './event.policy.ts';
import { staleVersion } from './stale-version.ts';

/** What of an event is changed: its fields as given, with the venue found already. */
export type EventChanges = Omit<UpdateEventValues, 'venue'> & { readonly venueId?: string | null };

/** Refuses a writer who read another version, or an event that cannot be changed. Throws STALE_VERSION, EVENT_NOT_EDITABLE. */
export async function requireCurrent(tx: EntityManager, event: Event, version: number): Promise<void> {
  if (event.version !== version) throw await staleVersion(tx, event, version);
  if (!isEditable(event)) throw new EventNotEditableError(event.status);
}

/**
 * Makes changes to a locked event and names the fields that differ from before, as clients know them.
 * Throws BAD_USER_INPUT, CAPACITY_BELOW_SOLD, EVENT_HAS_NO_PLACE, EVENT_IS_OVER.
 */
export async function changeEvent(tx: EntityManager, event: Event, changes: EventChanges): Promise<string[]> {
  const { capacity, ...values } = changes;
  const changed = [...assign(event, values), ...(await changeCapacity(tx, event.id, capacity))].map(nameOfField);
  if (changed.length > 0) checkEvent(event, changed);
  return changed;
}

export function refuse(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new BadUserInputError(issues);
}

export function windowIssues(window: { salesStartAt?: Date | null; salesEndAt?: Date | null }): Issue[] {
  const { salesStartAt, salesEndAt } = window;
  if (!salesStartAt || !salesEndAt || salesEndAt > salesStartAt) return [];
  return [{ path: 'input.salesEndAt', message: 'Must be after the start of sales.' }];
}

/** Sets what is given and differs, and names it. */
function assign(event: Event, values: Omit<EventChanges, 'capacity'>): string[] {
  const changed: string[] = [];
  const current = event as unknown as Record<string, unknown>;
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined || JSON.stringify(value) === JSON.stringify(current[field])) continue;
    current[field] = value;
    changed.push(field);
  }
  return changed;
}

/** The column of the venue's id is the field `venue` to clients. */
export const nameOfField = (column: string): string => (column === 'venueId' ? 'venue' : column);

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
