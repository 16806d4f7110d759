/** The time zone of the person's device, as IANA name. */
export const deviceTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every IANA time zone that the browser knows, and the one given. */
export const timeZones = (current?: string): readonly string[] =>
  [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(current ? [current] : [])])].sort();

/** An instant as people read it, with the zone's name where it is not the device's. */
export function formatTime(instant: string, timeZone: string = deviceTimeZone()): string {
  return new Intl.DateTimeFormat(undefined, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: timeZone === deviceTimeZone() ? undefined : 'short',
  }).format(new Date(instant));
}

/** The day of an instant as people read it. */
export function formatDay(instant: string, timeZone: string = deviceTimeZone()): string {
  return new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric', timeZone }).format(
    new Date(instant),
  );
}
