/** What the documents of a ticket say. */
export interface TicketFacts {
  readonly ticketId: string;
  readonly code: string;
  readonly serial: number;
  /** The signed payload; null for the voucher of an add-on. */
  readonly qr: string | null;
  readonly attendeeName: string | null;
  readonly ticketTypeName: string;
  readonly event: EventFacts;
}

export interface EventFacts {
  readonly id: string;
  readonly organizationId: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** IANA. */
  readonly timeZone: string;
  /** Name, street, town and country; those that are known. Empty for an event online. */
  readonly place: readonly string[];
  /** Only for holders of tickets that admit. */
  readonly onlineUrl: string | null;
  readonly updatedAt: Date;
  readonly version: number;
}

/** A venue as people write it: its name, its street, its town with the country. */
export function placeLines(venue: {
  readonly name: string;
  readonly address: string | null;
  readonly city: string | null;
  readonly country: string | null;
}): string[] {
  const country = venue.country && new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }).of(venue.country);
  const town = [venue.city, country].filter(Boolean).join(', ');
  return [venue.name, venue.address, town].filter((line): line is string => Boolean(line));
}

/** When an event takes place, in its own zone, which is named. */
export function whenOf({ startsAt, endsAt, timeZone }: EventFacts): string {
  return formatOf(timeZone)
    .formatRange(startsAt, endsAt)
    .replaceAll(/[\u2009\u202f]/g, ' ');
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using it; there are as many as time zones. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ timeZone, timeZoneName: 'long' },
  });
  formats.set(timeZone, made);
  return made;
}
