import { severalLines, singleLine } from '@ticketbase/kernel';
import { DateTime, Field, ID, InputType, Int } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { TicketTypeKind } from './ticket-type.entity.ts';

const LARGEST_PRICE = 100_000_000;
const LARGEST_QUANTITY = 1_000_000;

@InputType('TicketTypeInput', {
  description:
    'A ticket type. On an update a field that is left out stays as it is, and one that is null goes back to its default.',
})
export class TicketTypeInput {
  @Field(() => String, { description: 'What it is called, at most 120 characters.' })
  name!: string;

  @Field(() => TicketTypeKind, {
    nullable: true,
    description: 'What it gives its buyer; ADMISSION by default. It stays once something was sold or is in a cart.',
  })
  kind?: TicketTypeKind | null;

  @Field(() => ID, {
    nullable: true,
    description: 'For ADD_ON: the group it is chosen among, one of its event’s.',
  })
  addOnGroupId?: string | null;

  @Field(() => String, { nullable: true, description: 'What the ticket includes, at most 2,000 characters.' })
  description?: string | null;

  @Field(() => Int, { description: "The price of one ticket in integer minor units of the event's currency." })
  price!: number;

  @Field(() => Int, { description: 'How many there are in all; never fewer than are sold and held.' })
  quantity!: number;

  @Field(() => Int, { nullable: true, description: 'The fewest that one order takes; 1 by default.' })
  minPerOrder?: number | null;

  @Field(() => Int, { nullable: true, description: 'The most that one order takes; 10 by default.' })
  maxPerOrder?: number | null;

  @Field(() => DateTime, { nullable: true, description: "When its sales open; with the event's by default." })
  salesStartAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When its sales close; with the event's by default." })
  salesEndAt?: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'True to list it to no buyer; false by default.' })
  hidden?: boolean | null;

  @Field(() => String, { nullable: true, description: 'The code with which a hidden type can be bought.' })
  accessCode?: string | null;

  @Field(() => Int, { nullable: true, description: 'Its place in the list, lowest first; 0 by default.' })
  sortOrder?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a creation safe to repeat: the same key and input answer with what was created first.',
  })
  idempotencyKey?: string | null;
}

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullish();

const time = z
  .date()
  .min(new Date('1970-01-01T00:00:00Z'), 'Must not be before 1970.')
  .max(new Date('2999-12-31T23:59:59Z'), 'Must not be after 2999.');

/** The rules for a ticket type that concern one field each. */
export const ticketTypeInput = z.object({
  name: singleLine({ most: 120 }),
  kind: optional(z.enum(TicketTypeKind)),
  addOnGroupId: optional(z.string()),
  description: optional(severalLines({ most: 2_000, mayBeEmpty: true })),
  price: z.int().min(0, 'Must not be negative.').max(LARGEST_PRICE, `Must be at most ${LARGEST_PRICE}.`),
  quantity: z.int().min(0, 'Must not be negative.').max(LARGEST_QUANTITY, `Must be at most ${LARGEST_QUANTITY}.`),
  minPerOrder: optional(z.int().min(1, 'Must be at least 1.').max(1_000, 'Must be at most 1,000.')),
  maxPerOrder: optional(z.int().min(1, 'Must be at least 1.').max(1_000, 'Must be at most 1,000.')),
  salesStartAt: optional(time),
  salesEndAt: optional(time),
  hidden: optional(z.boolean()),
  accessCode: optional(singleLine({ most: 64 })),
  sortOrder: optional(z.int().min(-10_000).max(10_000)),
});
export type TicketTypeValues = z.infer<typeof ticketTypeInput>;
