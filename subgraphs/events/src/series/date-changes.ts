import { type EventChanges, nameOfField } from '../event/change-event.ts';
import type { Event } from '../event/event.entity.ts';
import { instantOf, wallTimeOf } from '../event/wall-time.ts';

export type SeriesChanges = EventChanges;

type Dated = Pick<Event, 'id' | 'startsAt' | 'endsAt' | 'salesStartAt' | 'salesEndAt' | 'timeZone' | 'seriesChanged'>;

const TIMES = ['startsAt', 'endsAt', 'salesStartAt', 'salesEndAt'] as const;
type TimeField = (typeof TIMES)[number];

/**
 * What a change of one date (`anchor`, as it was before) means for another of its series. Times move by the clock: the
 * start by as much as the anchor's, and the others to the same distance from the start as the anchor's have. `keeps` names
 * the fields that were changed of the date alone and therefore stay, unless `overwrite` is set.
 */
export function changesOf(
  date: Dated,
  {
    anchor,
    changes,
    overwrite,
  }: { readonly anchor: Dated; readonly changes: SeriesChanges; readonly overwrite: boolean },
): { readonly changes: SeriesChanges; readonly keeps: string[] } {
  if (date.id === anchor.id) return { changes, keeps: [] };
  const moved = overwrite || !date.seriesChanged.includes('startsAt') ? startOf(date, anchor, changes) : date.startsAt;
  const own = Object.fromEntries(
    Object.entries(changes).map(([field, value]) => [
      field,
      isTime(field) ? timeOf(field, value as Date | null, { start: moved, date, anchor, changes }) : value,
    ]),
  ) as SeriesChanges;
  if (overwrite) return { changes: own, keeps: [] };
  const keeps = Object.keys(own).filter(
    field => date.seriesChanged.includes(nameOfField(field)) && differs(date, own, field),
  );
  return {
    changes: Object.fromEntries(Object.entries(own).filter(([field]) => !keeps.includes(field))) as SeriesChanges,
    keeps: keeps.map(nameOfField).sort(),
  };
}

const isTime = (field: string): field is TimeField => (TIMES as readonly string[]).includes(field);

/** Where the change leaves a date's start: moved by as much as the anchor's on its clocks. */
function startOf(date: Dated, anchor: Dated, changes: SeriesChanges): Date {
  if (!changes.startsAt) return date.startsAt;
  const timeZone = changes.timeZone ?? date.timeZone;
  const by = wall(changes.startsAt, changes.timeZone ?? anchor.timeZone) - wall(anchor.startsAt, anchor.timeZone);
  return instantOf(new Date(wall(date.startsAt, date.timeZone) + by), timeZone);
}

function timeOf(
  field: TimeField,
  value: Date | null | undefined,
  { start, date, anchor, changes }: { start: Date; date: Dated; anchor: Dated; changes: SeriesChanges },
): Date | null | undefined {
  if (!value) return value;
  if (field === 'startsAt') return start;
  const anchorZone = changes.timeZone ?? anchor.timeZone;
  const distance = wall(value, anchorZone) - wall(changes.startsAt ?? anchor.startsAt, anchorZone);
  const zone = changes.timeZone ?? date.timeZone;
  return instantOf(new Date(wall(start, zone) + distance), zone);
}

const wall = (instant: Date, timeZone: string): number => wallTimeOf(instant, timeZone).getTime();

const differs = (date: Dated, own: SeriesChanges, field: string): boolean =>
  // The capacity stands with the stock: that it is the same is not known here.
  field === 'capacity' ||
  JSON.stringify((date as unknown as Record<string, unknown>)[field]) !==
    JSON.stringify((own as Record<string, unknown>)[field]);
