import { singleLine } from '@ticketbase/kernel';
import { Field, ID, InputType, Int, ObjectType } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';

/** A check-in list as the supergraph sees it. */
@ObjectType('CheckInList', {
  description: "Where tickets are used, each once: the event's own door, or a list beside it, such as a lounge.",
})
export class CheckInListObject {
  @Field(() => ID, { description: "Its id; the event's own id for the event's own door." })
  id!: string;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => Boolean, { description: "True for the event's own door, which takes every ticket that admits." })
  isDefault!: boolean;
}

@ObjectType('CheckInCount', { description: 'How many tickets of one type are in, of how many.' })
export class CheckInCount {
  @Field(() => Int, { description: 'Good tickets.' })
  expected!: number;

  @Field(() => Int, { description: 'Those of them that are checked in.' })
  checkedIn!: number;
}

@InputType('CheckInListInput', { description: 'What tickets are good for once, beside the door.' })
export class CheckInListInput {
  @Field(() => String, {
    description: 'What it is called, at most 100 characters; unlike the other lists of the event.',
  })
  name!: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      'The ticket types that it takes; all that admit if null. May name add-ons, whose vouchers it takes then.',
  })
  ticketTypeIds?: string[] | null;
}

export const checkInListInput = z.object({
  name: singleLine({ most: 100 }),
  ticketTypeIds: z
    .array(z.uuid('Must be a UUID.'))
    .min(1, 'Must have at least 1 entry.')
    .max(200, 'Must have at most 200 entries.')
    .nullish(),
});
