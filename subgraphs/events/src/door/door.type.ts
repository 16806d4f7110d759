import { DateTime, Field, ID, Int, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';

export const RevocationReason = {
  CANCELLED: 'CANCELLED',
  REFUNDED: 'REFUNDED',
  TRANSFERRED: 'TRANSFERRED',
  REISSUED: 'REISSUED',
} as const;
export type RevocationReason = keyof typeof RevocationReason;

registerEnumType(RevocationReason, {
  name: 'TicketRevocationReason',
  description: 'Why codes of a ticket are void.',
  valuesConfig: {
    CANCELLED: { description: 'Its order was cancelled.' },
    REFUNDED: { description: 'The money was given back.' },
    TRANSFERRED: { description: 'It went to another person, who has a new code.' },
    REISSUED: { description: 'It was made anew, such as for another ticket type, and has a new code.' },
  },
});

@ObjectType('DoorListEntry', { description: 'A good ticket, with no more of it than a door needs to know.' })
export class DoorListEntry {
  @Field(() => ID, { description: "The ticket's id, as in its QR code." })
  ticketId!: string;

  @Field(() => Int, { description: 'The serial that its QR code must have.' })
  serial!: number;

  @Field(() => String, {
    description:
      'Tells whether a typed code is the one of this ticket: the first 32 hexadecimal digits of the SHA-256 of the code, in capitals and without dashes.',
  })
  codeHash!: string;

  @Field(() => ID, { description: 'Its ticket type.' })
  ticketTypeId!: string;

  @Field(() => Boolean, { description: 'False for the voucher of an add-on, which the door does not take.' })
  admits!: boolean;

  @Field(() => String, { nullable: true, description: "The attendee's name." })
  name!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was used on the list that was asked for, if it was.' })
  checkedInAt!: Date | null;
}

@ObjectType('DoorListPage', { description: 'A part of the good tickets of an event.' })
export class DoorListPage {
  @Field(() => [DoorListEntry], { description: 'The tickets, oldest first.' })
  entries!: DoorListEntry[];

  @Field(() => String, {
    nullable: true,
    description:
      'Where this part ends: pass it as `after` for the next, or later for what was sold since. Null if there is none.',
  })
  endCursor!: string | null;

  @Field(() => Boolean, { description: 'True if there is more.' })
  hasMore!: boolean;

  @Field(() => Int, {
    description:
      "The number of the event's latest revocation before this part was read; those after it are not in here yet.",
  })
  revocations!: number;
}

@ObjectType('TicketRevocation', { description: 'Codes of a ticket that are void.' })
export class TicketRevocationObject {
  @Field(() => Int, { description: "Its number among the event's revocations, from 1, without gaps." })
  number!: number;

  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Field(() => Int, { description: 'QR codes of the ticket with this serial, or a lower one, are void.' })
  serial!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Of the typed code that is void, made as in the door list; null if the typed code stays good.',
  })
  codeHash!: string | null;

  @Field(() => RevocationReason, { description: 'Why.' })
  reason!: RevocationReason;

  @Field(() => DateTime, { description: 'Since when.' })
  revokedAt!: Date;

  @Field(() => DoorListEntry, {
    nullable: true,
    description: 'What the door list says of the ticket now; null if it is good for nothing.',
  })
  entry!: DoorListEntry | null;
}

@ObjectType('TicketRevocationPage', { description: "A part of an event's revocations." })
export class TicketRevocationPage {
  @Field(() => [TicketRevocationObject], { description: 'The revocations, by number.' })
  revocations!: TicketRevocationObject[];

  @Field(() => Int, { description: 'Where this part ends: pass it as `since` for what comes after.' })
  latest!: number;

  @Field(() => Boolean, { description: 'True if there is more.' })
  hasMore!: boolean;

  @Field(() => Boolean, { description: 'True if the event is called off, so that no ticket of it is good.' })
  eventCancelled!: boolean;
}
