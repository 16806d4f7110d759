import { DateTime, Directive, Field, ID, Int, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';
import { TicketTypeKind } from './ticket-type.entity.ts';

registerEnumType(TicketTypeKind, {
  name: 'TicketTypeKind',
  description: 'What a ticket type gives its buyer.',
  valuesConfig: {
    ADMISSION: { description: 'Lets one person in; it counts in the event’s capacity.' },
    ADD_ON: { description: 'Goes with a ticket, as a T-shirt does: it lets nobody in and has a stock of its own.' },
  },
});

/** A ticket type as the supergraph sees it. */
@Directive('@key(fields: "id")')
@ObjectType('TicketType', { description: 'One kind of ticket of an event, with its price and stock.' })
export class TicketTypeObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => TicketTypeKind, { description: 'What it gives its buyer.' })
  kind!: TicketTypeKind;

  @Field(() => String, { description: 'What it is called, e.g. Early bird.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What the ticket includes.' })
  description!: string | null;

  @Field(() => Int, { description: 'How many there are in all.' })
  quantity!: number;

  @Field(() => Int, { description: 'How many are sold.' })
  sold!: number;

  @Field(() => Int, { description: 'How many are kept in carts and for unpaid orders.' })
  held!: number;

  @Field(() => Int, { description: 'The fewest that one order takes.' })
  minPerOrder!: number;

  @Field(() => Int, { description: 'The most that one order takes.' })
  maxPerOrder!: number;

  @Field(() => DateTime, { nullable: true, description: "When its sales open; with the event's if null." })
  salesStartAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When its sales close; with the event's if null." })
  salesEndAt!: Date | null;

  @Field(() => Boolean, { description: 'True if it is not listed to buyers and needs its access code.' })
  hidden!: boolean;

  @Field(() => Int, { description: 'Its place in the list, lowest first.' })
  sortOrder!: number;
}
