import { Field, ID, Int, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** A group of add-ons as the supergraph sees it. */
@ObjectType('AddOnGroup', {
  description: 'Add-ons of an event that are chosen among, with how many of them go with each ticket.',
})
export class AddOnGroupObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What buyers choose, e.g. T-shirt.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What buyers should know.' })
  description!: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The types of admission that it goes with; all of the event’s if null.',
  })
  ticketTypeIds!: string[] | null;

  @Field(() => Int, { description: 'How many of its add-ons each ticket needs; 0 if they are optional.' })
  minPerTicket!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of its add-ons each ticket may have; what the add-ons themselves allow if null.',
  })
  maxPerTicket!: number | null;

  @Field(() => Boolean, { description: 'Whether its add-ons are also sold in an order without a ticket.' })
  soldAlone!: boolean;

  @Field(() => Int, { description: 'Its place among the groups, lowest first.' })
  sortOrder!: number;
}
