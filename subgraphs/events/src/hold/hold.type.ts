import { DateTime, Directive, Field, ID, Int, MoneyType, ObjectType } from '@ticketbase/subgraph-kit/graphql';

// What commands answer with: other subgraphs see these types, clients do not.

@Directive('@inaccessible')
@ObjectType('TicketHoldLine', { description: 'How many tickets of one type a hold keeps.' })
export class TicketHoldLine {
  @Field(() => ID, { description: 'The ticket type.' })
  ticketTypeId!: string;

  @Field(() => String, { description: "The ticket type's name." })
  name!: string;

  @Field(() => Int, { description: 'How many are kept.' })
  quantity!: number;

  @Field(() => MoneyType, { description: 'The price of one when it was held; a later change of price does not count.' })
  unitPrice!: MoneyType;

  @Field(() => Boolean, { description: 'True if the ticket type is hidden, so that an access code opened it.' })
  hidden!: boolean;
}

@Directive('@inaccessible')
@ObjectType('TicketHold', { description: 'Tickets that are kept for one cart or order.' })
export class TicketHold {
  @Field(() => ID, { description: 'Its id, as the holder chose it.' })
  id!: string;

  @Field(() => ID, { description: 'The event.' })
  eventId!: string;

  @Field(() => ID, { description: 'The organization that sells.' })
  organizationId!: string;

  @Field(() => String, { description: "The event's title." })
  eventTitle!: string;

  @Field(() => String, { description: "The event's slug." })
  eventSlug!: string;

  @Field(() => DateTime, { description: 'When the event begins.' })
  startsAt!: Date;

  @Field(() => DateTime, { description: 'When the tickets go back on sale unless they are issued before.' })
  expiresAt!: Date;

  @Field(() => [TicketHoldLine], { description: 'What is kept, by ticket type.' })
  lines!: TicketHoldLine[];

  @Field(() => String, {
    nullable: true,
    description: 'Of an offer of the waitlist: the access code of what is hidden in it, which whoever joined gave.',
  })
  accessCode?: string | null;
}
