import { DateTime, Field, InputType, Int } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';

@InputType('UpdateWaitingRoomInput', { description: "What changes of an event's waiting room." })
export class UpdateWaitingRoomInput {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether carts of the event need an admission. Off by default; places are kept while it is off.',
  })
  enabled?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many people are called per minute, 1 to 60,000; 100 by default.',
  })
  ratePerMinute?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'For how many minutes someone whose turn came may open a cart, 2 to 60; 10 by default.',
  })
  admissionMinutes?: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the first are called; at once by default. Whoever comes before is shuffled at this time.',
  })
  opensAt?: Date | null;
}

export const updateWaitingRoomInput = z.object({
  enabled: z.boolean().nullish(),
  ratePerMinute: z.int().min(1, 'Must be at least 1.').max(60_000, 'Must be at most 60,000.').nullish(),
  admissionMinutes: z.int().min(2, 'Must be at least 2.').max(60, 'Must be at most 60.').nullish(),
  opensAt: z
    .date()
    .min(new Date('2000-01-01T00:00:00Z'), 'Must not be before 2000.')
    .max(new Date('2999-12-31T23:59:59Z'), 'Must not be after 2999.')
    .nullish(),
});
