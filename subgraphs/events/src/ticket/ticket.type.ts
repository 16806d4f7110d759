import {
  Connection,
  DateTime,
  Directive,
  Field,
  ID,
  ObjectType,
  registerEnumType,
} from '@ticketbase/subgraph-kit/graphql';
import { TicketStatus } from './ticket.entity.ts';

registerEnumType(TicketStatus, {
  name: 'TicketStatus',
  description: 'What a ticket is good for.',
  valuesConfig: {
    VALID: { description: 'Lets its bearer in, once.' },
    USED: { description: 'Its bearer is in.' },
    CANCELLED: { description: 'Void: the order was cancelled.' },
    REFUNDED: { description: 'Void: the money was given back.' },
  },
});

@ObjectType('QrCode', { description: 'What a ticket shows to the scanner at the door.' })
export class QrCode {
  @Field(() => String, { description: 'The text in the picture. A scanner sends it as the code of the ticket.' })
  payload!: string;

  @Field(() => String, { description: 'The picture, as an SVG document.' })
  svg!: string;
}

@ObjectType('TicketPass', { description: 'What the holder of a ticket shows and keeps.' })
export class TicketPass {
  @Field(() => String, { description: 'The code, to be typed at the door where the picture cannot be read.' })
  code!: string;
}

@ObjectType('Attendee', { description: 'Who comes with a ticket.' })
export class Attendee {
  @Field(() => String, { nullable: true, description: "The attendee's name." })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Where messages to the attendee go. Null for those who see the ticket by its code alone, and for check-in staff.',
  })
  email!: string | null;
}

/** A ticket as the supergraph sees it. */
@Directive('@key(fields: "id")')
@ObjectType('Ticket', { description: 'The right of one person to enter an event once.' })
export class TicketObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => TicketStatus, { description: 'What it is good for.' })
  status!: TicketStatus;

  @Field(() => Boolean, {
    description:
      'Whether it lets someone in; false for the voucher of an add-on, which is shown where that is handed out.',
  })
  admits!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When its bearer came in; null if that was undone.' })
  checkedInAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it last went to another person.' })
  transferredAt!: Date | null;
}

export const TicketConnection = Connection(() => TicketObject, 'Ticket');
