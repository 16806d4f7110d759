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

/** When an event takes place, in its own zone, which is named. */
export function whenOf({ startsAt, endsAt, timeZone }: EventFacts): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ timeZone, timeZoneName: 'short' },
  });
  return format.formatRange(startsAt, endsAt).replaceAll(/[\u2009\u202f]/g, ' ');
}
