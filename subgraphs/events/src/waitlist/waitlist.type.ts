import { Connection, DateTime, Field, ID, Int, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';
import { EventObject } from '../event/event.type.ts';
import { TicketTypeObject } from '../ticket-type/ticket-type.type.ts';
import { WaitlistEntryStatus } from './waitlist.entity.ts';

registerEnumType(WaitlistEntryStatus, {
  name: 'WaitlistEntryStatus',
  description: 'How far someone on a waitlist is.',
  valuesConfig: {
    WAITING: { description: 'In line.' },
    OFFERED: { description: 'Tickets are kept for them until they take them or the time is up.' },
    TAKEN: { description: 'They took the offer: a cart holds the tickets, or an order has them.' },
    LAPSED: { description: 'They did not take the offer in time.' },
    LEFT: { description: 'They left the list themselves.' },
    REMOVED: { description: 'The organizer removed them.' },
    CLOSED: { description: 'The event is over or called off.' },
  },
});

@ObjectType('Waitlist', { description: 'Whether people can wait for tickets of a sold-out event, and how many do.' })
export class WaitlistObject {
  @Field(() => Boolean, { description: 'Whether people can join and offers are made.' })
  enabled!: boolean;

  @Field(() => Int, { description: 'For how many minutes an offer stands.' })
  offerMinutes!: number;

  @Field(() => Int, { description: 'How many entries wait.' })
  waiting!: number;

  @Field(() => Int, { description: 'How many tickets they wait for.' })
  waitingTickets!: number;

  @Field(() => Int, { description: 'How many offers are open.' })
  offered!: number;

  @Field(() => Int, { description: 'How many offers were taken.' })
  taken!: number;
}

@ObjectType('WaitlistEntry', { description: 'Someone on the waitlist, as the organizer sees them.' })
export class WaitlistEntryObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => TicketTypeObject, { description: 'What they wait for.' })
  ticketType!: TicketTypeObject;

  @Field(() => Int, { description: 'The order of joining, over all ticket types of the event; never given twice.' })
  place!: number;

  @Field(() => String, { description: 'Their name.' })
  name!: string;

  @Field(() => String, { description: 'Their e-mail address.' })
  email!: string;

  @Field(() => Int, { description: 'How many tickets they want.' })
  quantity!: number;

  @Field(() => Boolean, { description: 'Whether they take fewer when fewer are free.' })
  acceptFewer!: boolean;

  @Field(() => WaitlistEntryStatus, { description: 'How far they are.' })
  status!: WaitlistEntryStatus;

  @Field(() => Int, { nullable: true, description: 'How many tickets they were offered; null before.' })
  offered!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when the offer stands, or stood; null before.' })
  offerExpiresAt!: Date | null;

  @Field(() => DateTime, { description: 'When they joined.' })
  joinedAt!: Date;
}

export const WaitlistEntryConnection = Connection(() => WaitlistEntryObject, 'WaitlistEntry');

@ObjectType('WaitlistPlace', { description: 'A place on a waitlist, as the person it is of sees it.' })
export class WaitlistPlaceObject {
  @Field(() => EventObject, { description: 'The event.' })
  event!: EventObject;

  @Field(() => TicketTypeObject, { description: 'What they wait for.' })
  ticketType!: TicketTypeObject;

  @Field(() => Int, { description: 'How many tickets they want.' })
  quantity!: number;

  @Field(() => Boolean, { description: 'Whether they take fewer when fewer are free.' })
  acceptFewer!: boolean;

  @Field(() => WaitlistEntryStatus, { description: 'How far they are.' })
  status!: WaitlistEntryStatus;

  @Field(() => Int, {
    nullable: true,
    description: 'How many are before them for the same tickets; null unless they wait.',
  })
  ahead!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many tickets are offered; null unless an offer was made.' })
  offered!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when the offer can be taken; null unless one was made.',
  })
  offerExpiresAt!: Date | null;
}
