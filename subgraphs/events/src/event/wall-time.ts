/**
 * What clocks show, without a zone: the UTC fields of the date are the fields on the clock. Times are counted on in it
 * wherever 20:00 is to stay 20:00 while clocks change.
 */
export type WallTime = Date & { readonly __wall?: never };

/** What clocks in a zone show at an instant. */
export function wallTimeOf(instant: Date, timeZone: string): WallTime {
  return new Date(instant.getTime() + offsetAt(instant.getTime(), timeZone));
}

/**
 * The instant at which clocks in a zone show a time. Where clocks are put back it is the first of the two; a time that they
 * skip is read by the offset before the change (RFC 5545, 3.3.5), so that 02:30 comes out as 03:30.
 */
export function instantOf(wall: WallTime, timeZone: string): Date {
  const asUtc = wall.getTime();
  const before = offsetAt(asUtc - DAY, timeZone);
  const first = asUtc - before;
  if (offsetAt(first, timeZone) === before) return new Date(first);
  const after = offsetAt(asUtc + DAY, timeZone);
  const second = asUtc - after;
  return new Date(offsetAt(second, timeZone) === after ? second : first);
}

/**
 * Moves instants by the clocks of a zone: by as much as from `from` to `to`, so that what was at 20:00 two days before is
 * at 20:00 two days before.
 */
export function moverByClock(from: Date, to: Date, timeZone: string): <Time extends Date | null>(time: Time) => Time {
  const by = wallTimeOf(to, timeZone).getTime() - wallTimeOf(from, timeZone).getTime();
  const move = (time: Date | null) => time && instantOf(new Date(wallTimeOf(time, timeZone).getTime() + by), timeZone);
  return move as <Time extends Date | null>(time: Time) => Time;
}

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which the clocks of a zone are ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find(part => part.type === type)?.value);
  const clock = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return clock - Math.floor(instant / 1_000) * 1_000;
}

/** Making a format costs far more than using it; there are as many as time zones. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
    hourCycle: 'h23',
    timeZone,
  });
  formats.set(timeZone, made);
  return made;
}
