import { severalLines, singleLine } from '@ticketbase/kernel';
import { Field, ID, InputType, Int } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';

const MOST_PER_TICKET = 100;

@InputType('AddOnGroupInput', {
  description:
    'A group of add-ons. On an update a field that is left out stays as it is, and one that is null goes back to its default.',
})
export class AddOnGroupInput {
  @Field(() => String, { description: 'What buyers choose, e.g. T-shirt; at most 120 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What buyers should know, at most 2,000 characters.' })
  description?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The types of admission that it goes with, at most 100; all of the event’s by default.',
  })
  ticketTypeIds?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of its add-ons each ticket needs, 0 to 100; 0 by default: then they are optional.',
  })
  minPerTicket?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many of its add-ons each ticket may have, 1 to 100; by default what the add-ons themselves allow.',
  })
  maxPerTicket?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True if its add-ons are also sold in an order without a ticket; false by default.',
  })
  soldAlone?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Its place among the groups, lowest first; 0 by default.' })
  sortOrder?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a creation safe to repeat: the same key and input answer with what was created first.',
  })
  idempotencyKey?: string | null;
}

/** The rules for a group of add-ons that concern the input alone. */
export const addOnGroupInput = z.object({
  name: singleLine({ most: 120 }),
  description: severalLines({ most: 2_000, mayBeEmpty: true }).nullish(),
  ticketTypeIds: z
    .array(z.string())
    .min(1, 'Must not be empty.')
    .max(100, 'Must have at most 100 entries.')
    .refine(ids => new Set(ids).size === ids.length, 'Names a ticket type twice.')
    .nullish(),
  minPerTicket: z.int().min(0, 'Must not be negative.').max(MOST_PER_TICKET, 'Must be at most 100.').nullish(),
  maxPerTicket: z.int().min(1, 'Must be at least 1.').max(MOST_PER_TICKET, 'Must be at most 100.').nullish(),
  soldAlone: z.boolean().nullish(),
  sortOrder: z.int().min(-10_000).max(10_000).nullish(),
});
export type AddOnGroupValues = z.infer<typeof addOnGroupInput>;
