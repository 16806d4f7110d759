import { DateTime, Directive, Field, ID, InputType, Int } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';

@Directive('@inaccessible')
@InputType('HoldItemInput', { description: 'How many tickets of one type to keep.' })
export class HoldItemInput {
  @Field(() => ID, { description: 'The ticket type.' })
  ticketTypeId!: string;

  @Field(() => Int, { description: 'How many.' })
  quantity!: number;
}

@Directive('@inaccessible')
@InputType('HoldTicketsInput', { description: 'What to keep: all of it, or nothing.' })
export class HoldTicketsInput {
  @Field(() => ID, {
    description: "The hold's id, chosen by the holder. Given again with other items, it replaces them.",
  })
  holdId!: string;

  @Field(() => ID, { description: 'The event.' })
  eventId!: string;

  @Field(() => [HoldItemInput], { description: 'What to keep; each ticket type once.' })
  items!: HoldItemInput[];

  @Field(() => DateTime, { description: 'When the tickets go back on sale unless they are issued before.' })
  expiresAt!: Date;

  @Field(() => String, { nullable: true, description: 'Opens hidden ticket types with this access code.' })
  accessCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the one who gave the access code is known by; wrong codes are counted by it.',
  })
  client?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True if it takes the place of a ticket of an order, which has its add-ons already; false by default.',
  })
  replacesTicket?: boolean | null;
}

/** A hold that would outlive this is a mistake of the caller's. */
const LONGEST_HOLD = 90 * 86_400_000;

export const holdExpiry = z
  .date()
  .refine(date => date.getTime() > Date.now(), 'Must be in the future.')
  .refine(date => date.getTime() < Date.now() + LONGEST_HOLD, 'Must be within 90 days.');

export const holdTicketsInput = z.object({
  holdId: z.uuid('Must be a UUID.').toLowerCase(),
  eventId: z.string().toLowerCase(),
  items: z
    .array(z.object({ ticketTypeId: z.string(), quantity: z.int().min(1, 'Must be at least 1.') }))
    .min(1, 'Must not be empty.')
    .max(50, 'Must have at most 50 entries.')
    .refine(items => new Set(items.map(item => item.ticketTypeId)).size === items.length, 'Names a ticket type twice.'),
  expiresAt: holdExpiry,
  accessCode: z.string().nullish(),
  client: z.string().max(200).nullish(),
  replacesTicket: z.boolean().nullish(),
});
export type HoldTicketsValues = z.infer<typeof holdTicketsInput>;
