import { tzlib_get_ical_block } from 'timezones-ical-library';
import type { EventFacts } from './ticket-facts.ts';

/** Lines are folded so that none has more bytes than this (RFC 5545, 3.1). */
const LONGEST_LINE = 75;

/**
 * An event as a calendar file (RFC 5545): its times are local times of its own zone, with that zone's rules beside them,
 * so that a calendar shows them rightly wherever its reader is, and whatever becomes of summer time.
 */
export function calendarOf(event: EventFacts): string {
  const { id, title, startsAt, endsAt, timeZone, place, onlineUrl, updatedAt, version } = event;
  const zone = zoneRules(timeZone);
  const at = (name: string, time: Date) =>
    zone ? `${name};TZID=${timeZone}:${localTime(time, timeZone)}` : `${name}:${localTime(time, 'UTC')}Z`;
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//TicketBase//Tickets//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH'],
    ...(zone ?? []),
    'BEGIN:VEVENT',
    // A changed event has the same id and a higher sequence: the calendar replaces what it has.
    ...[`UID:${id}@ticketbase`, `SEQUENCE:${version}`, `DTSTAMP:${localTime(updatedAt, 'UTC')}Z`],
    at('DTSTART', startsAt),
    at('DTEND', endsAt),
    `SUMMARY:${escaped(title)}`,
    ...(place.length > 0 ? [`LOCATION:${escaped(place.join(', '))}`] : []),
    ...(onlineUrl && /^https?:\/\/[^\s\p{Cc}]+$/u.test(onlineUrl) ? [`URL:${onlineUrl}`] : []),
    ...['END:VEVENT', 'END:VCALENDAR'],
  ];
  return lines.map(line => `${fold(line)}\r\n`).join('');
}

const rules = new Map<string, string[] | undefined>();

/** The rules of a zone, which are looked for once; undefined for one that the library does not know, such as a new name. Times are in UTC then. */
function zoneRules(timeZone: string): string[] | undefined {
  if (!rules.has(timeZone)) rules.set(timeZone, findRules(timeZone));
  return rules.get(timeZone);
}

function findRules(timeZone: string): string[] | undefined {
  try {
    const block = tzlib_get_ical_block(timeZone)[0];
    return block?.startsWith('BEGIN:VTIMEZONE') ? block.split(/\r?\n/).filter(line => line !== '') : undefined;
  } catch {
    return undefined;
  }
}

/** `20260701T140000`. */
function localTime(time: Date, timeZone: string): string {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}${parts.month}${parts.day}T${parts.hour}${parts.minute}${parts.second}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using it; there are as many as time zones. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    ...{ timeZone, hourCycle: 'h23' },
  });
  formats.set(timeZone, made);
  return made;
}

const escaped = (text: string) =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[,;]/g, '\\$&')
    .replaceAll(/\r\n|[\r\n]/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '');

function fold(line: string): string {
  const parts: string[] = [];
  let [part, bytes] = ['', 0];
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > LONGEST_LINE) {
      parts.push(part);
      // The space that begins a continuation counts.
      [part, bytes] = [' ', 1];
    }
    part += character;
    bytes += size;
  }
  return [...parts, part].join('\r\n');
}
