const MINUTE = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

/** True for an IANA name that the runtime knows, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  if (name.length > 64) return false;
  try {
    format(name);
    return true;
  } catch {
    return false;
  }
}

/** The wall clock of a zone at an instant, as milliseconds that read as UTC: 18:00 in Berlin is 18:00Z. */
export function toWallClock(instant: number, timeZone: string): number {
  if (timeZone === 'UTC') return instant;
  const parts: Record<string, number> = {};
  for (const { type, value } of format(timeZone).formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The instant at which a zone's wall clock shows `wall`. A time that a clock change skips is the first instant after
 * the gap; of a time that comes twice it is the first.
 */
export function fromWallClock(wall: number, timeZone: string): number {
  if (timeZone === 'UTC') return wall;
  // The offset is looked up a day before and after, so that a change in between is seen from both sides.
  const day = 24 * 60 * MINUTE;
  const before = toWallClock(wall - day, timeZone) - (wall - day);
  const after = toWallClock(wall + day, timeZone) - (wall + day);
  for (const offset of [Math.max(before, after), Math.min(before, after)]) {
    if (toWallClock(wall - offset, timeZone) === wall) return wall - offset;
  }
  return firstAtOrAfter(wall, wall - Math.max(before, after), wall - Math.min(before, after), timeZone);
}

/** Inside a gap: the first whole minute whose wall clock is past `wall`. */
function firstAtOrAfter(wall: number, from: number, to: number, timeZone: string): number {
  for (let instant = from; instant < to; instant += MINUTE) {
    if (toWallClock(instant, timeZone) >= wall) return instant;
  }
  return to;
}
