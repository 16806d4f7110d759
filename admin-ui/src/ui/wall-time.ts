const pad = (value: number) => value.toString().padStart(2, '0');

/** Milliseconds by which the clocks of a zone are ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
    hourCycle: 'h23',
    timeZone,
  }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find(part => part.type === type)?.value);
  const clock = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return clock - Math.floor(instant / 1_000) * 1_000;
}

/**
 * The instant at which clocks in a zone show a time such as `2027-05-01T18:00`, as a `datetime-local` field gives it.
 * Undefined for what is no time. Where clocks are put back it is the first of the two; a time that they skip is taken
 * by the offset before the change, so that it comes out an hour later.
 */
export function instantOf(wallTime: string, timeZone: string): string | undefined {
  const asUtc = Date.parse(`${wallTime}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const before = offsetAt(asUtc - 86_400_000, timeZone);
  const first = asUtc - before;
  if (offsetAt(first, timeZone) === before) return new Date(first).toISOString();
  const after = offsetAt(asUtc + 86_400_000, timeZone);
  const second = asUtc - after;
  return new Date(offsetAt(second, timeZone) === after ? second : first).toISOString();
}

/** What clocks in a zone show at an instant, as a `datetime-local` field takes it. */
export function wallTimeOf(instant: string, timeZone: string): string {
  const shown = new Date(Date.parse(instant) + offsetAt(Date.parse(instant), timeZone));
  const day = `${shown.getUTCFullYear()}-${pad(shown.getUTCMonth() + 1)}-${pad(shown.getUTCDate())}`;
  return `${day}T${pad(shown.getUTCHours())}:${pad(shown.getUTCMinutes())}`;
}
