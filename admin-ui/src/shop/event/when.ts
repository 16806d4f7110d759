import { deviceTimeZone } from '../../ui/time.ts';

const FORMAT = {
  weekday: 'short',
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
} as const satisfies Intl.DateTimeFormatOptions;

/** From when to when, as clocks at the event show it, with the zone named. `locale` is the browser's by default. */
export function formatRange(startsAt: string, endsAt: string, timeZone: string, locale?: string): string {
  const format = new Intl.DateTimeFormat(locale, { ...FORMAT, timeZone, timeZoneName: 'short' });
  return format.formatRange(new Date(startsAt), new Date(endsAt));
}

/** The start as the visitor's own clock shows it; undefined where that is the event's clock. */
export function startOnOwnClock(startsAt: string, timeZone: string, locale?: string): string | undefined {
  const show = (zone: string) =>
    new Intl.DateTimeFormat(locale, { ...FORMAT, timeZone: zone }).format(new Date(startsAt));
  const own = show(deviceTimeZone());
  return own === show(timeZone) ? undefined : own;
}
