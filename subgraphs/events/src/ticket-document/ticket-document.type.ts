import { DateTime, Directive, Field, ObjectType, registerEnumType, Url } from '@ticketbase/subgraph-kit/graphql';

export const TicketDocumentFormat = { PDF: 'PDF', CALENDAR: 'CALENDAR', WALLET: 'WALLET' } as const;
export type TicketDocumentFormat = keyof typeof TicketDocumentFormat;

registerEnumType(TicketDocumentFormat, {
  name: 'TicketDocumentFormat',
  description: 'A form that a ticket can be kept in.',
  valuesConfig: {
    PDF: { description: 'A page per ticket, to print.' },
    CALENDAR: { description: 'The event for a calendar program (iCalendar).' },
    WALLET: { description: 'A pass for Apple Wallet, if this installation has a certificate for it.' },
  },
});

@ObjectType('TicketDocument', { description: 'A file that a ticket can be kept in.' })
export class TicketDocument {
  @Field(() => Url, { description: 'Where it can be fetched. Whoever has the link can, until it expires.' })
  url!: string;

  @Field(() => String, { description: 'What to call the file.' })
  fileName!: string;

  @Field(() => DateTime, { description: 'When the link ends.' })
  expiresAt!: Date;
}

@Directive('@inaccessible')
@ObjectType('TicketAttachments', { description: 'Tickets as files for a mail.' })
export class TicketAttachments {
  @Field(() => String, { nullable: true, description: 'The PDF in base64; null if no ticket of those named is good.' })
  pdf!: string | null;

  @Field(() => String, { nullable: true, description: 'The calendar file, as text.' })
  calendar!: string | null;
}
