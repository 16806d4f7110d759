import { singleLine } from '@ticketbase/kernel';
import { Field, ID, InputType, Int } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { WaitlistEntryStatus } from './waitlist.entity.ts';

@InputType('JoinWaitlistInput', { description: 'Who wants to wait, and for what.' })
export class JoinWaitlistInput {
  @Field(() => ID, { description: 'The ticket type that is sold out.' })
  ticketTypeId!: string;

  @Field(() => String, { description: 'Their name, at most 200 characters.' })
  name!: string;

  @Field(() => String, { description: 'Where the link to their place, and later the offer, is mailed to.' })
  email!: string;

  @Field(() => Int, { description: 'How many tickets, within what one order takes.' })
  quantity!: number;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True (the default) to be offered fewer when fewer are free. False to wait until all are: places that become free are set aside until then.',
  })
  acceptFewer?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Opens a hidden ticket type.' })
  accessCode?: string | null;
}

@InputType('UpdateWaitlistInput', { description: "What changes of an event's waitlist." })
export class UpdateWaitlistInput {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether people can join and offers are made. Whoever waits keeps their place while it is off.',
  })
  enabled?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'For how many minutes an offer stands, 5 to 10,080.' })
  offerMinutes?: number | null;
}

@InputType('WaitlistFilter', { description: 'Whom to list; all conditions must hold.' })
export class WaitlistFilter {
  @Field(() => ID, { nullable: true, description: 'Only those who wait for this ticket type.' })
  ticketTypeId?: string | null;

  @Field(() => WaitlistEntryStatus, { nullable: true, description: 'Only those with this status.' })
  status?: WaitlistEntryStatus | null;
}

export const joinWaitlistInput = z.object({
  ticketTypeId: z.string(),
  name: singleLine({ most: 200 }),
  email: z.string().trim().pipe(z.email('Must be an e-mail address.').max(254, 'Must have at most 254 characters.')),
  quantity: z.int().min(1, 'Must be at least 1.').max(1_000, 'Must be at most 1,000.'),
  acceptFewer: z.boolean().nullish(),
  accessCode: z.string().max(200, 'Must have at most 200 characters.').nullish(),
});

export const updateWaitlistInput = z.object({
  enabled: z.boolean().nullish(),
  offerMinutes: z.int().min(5, 'Must be at least 5.').max(10_080, 'Must be at most 10,080.').nullish(),
});

export const waitlistFilter = z
  .object({ ticketTypeId: z.uuid('Must be an id.').nullish(), status: z.enum(WaitlistEntryStatus).nullish() })
  .nullish();
