import { singleLine } from '@ticketbase/kernel';
import { Field, ID, InputType } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { TicketStatus } from './ticket.entity.ts';

@InputType('TicketFilter', { description: "Which of the organization's tickets to list; all conditions must hold." })
export class TicketFilter {
  @Field(() => ID, { nullable: true, description: 'Only those of this event.' })
  eventId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this ticket type.' })
  ticketTypeId?: string | null;

  @Field(() => TicketStatus, { nullable: true, description: 'Only those with this status.' })
  status?: TicketStatus | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Words of the attendee's name or e-mail address, or the ticket's code; the last word may be unfinished.",
  })
  text?: string | null;
}

@InputType('TransferInput', { description: 'Whom a ticket goes to.' })
export class TransferInput {
  @Field(() => String, { description: "The new attendee's name, at most 200 characters." })
  name!: string;

  @Field(() => String, { description: "The new attendee's e-mail address." })
  email!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Makes the transfer safe to repeat: the same key and input change nothing more.',
  })
  idempotencyKey?: string | null;
}

export const ticketSearch = z
  .object({
    eventId: z.string().nullish(),
    ticketTypeId: z.string().nullish(),
    status: z.enum(TicketStatus).nullish(),
    text: z.string().trim().max(200, 'Must have at most 200 characters.').nullish(),
  })
  .nullish();

export const transferInput = z.object({
  name: singleLine({ most: 200 }),
  email: z.email('Must be an e-mail address.').max(254, 'Must have at most 254 characters.'),
});
