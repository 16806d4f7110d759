import { singleLine } from '@ticketbase/kernel';
import { Directive, Field, ID, InputType, ObjectType } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { KeptAnswerInput, keptAnswersInput } from '../question/question.type.ts';
import { TicketStatus } from './ticket.entity.ts';

// What the commands on tickets take and answer with: other subgraphs see these types, clients do not.

@Directive('@inaccessible')
@InputType('AttendeeInput', { description: 'Who comes with one of the tickets.' })
export class AttendeeInput {
  @Field(() => ID, { description: 'The type of the ticket.' })
  ticketTypeId!: string;

  @Field(() => String, { nullable: true, description: "The attendee's name; the buyer's by default." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "The attendee's e-mail address; the buyer's by default." })
  email?: string | null;

  @Field(() => [KeptAnswerInput], { nullable: true, description: 'What the attendee answered, found to hold.' })
  answers?: KeptAnswerInput[] | null;
}

@Directive('@inaccessible')
@InputType('IssueTicketsInput', { description: 'Turns a hold into the tickets of an order.' })
export class IssueTicketsInput {
  @Field(() => ID, { description: 'The hold.' })
  holdId!: string;

  @Field(() => ID, { description: 'The order; asking again for the same one answers with the same tickets.' })
  orderId!: string;

  @Field(() => String, { description: "The buyer's name." })
  buyerName!: string;

  @Field(() => String, { description: "The buyer's e-mail address." })
  buyerEmail!: string;

  @Field(() => ID, { nullable: true, description: 'The buyer, if signed in.' })
  buyerUserId?: string | null;

  @Field(() => [AttendeeInput], {
    nullable: true,
    description: 'Who comes with which ticket; tickets beyond those named are for the buyer.',
  })
  attendees?: AttendeeInput[] | null;
}

@Directive('@inaccessible')
@ObjectType('IssuedTicket', { description: 'A ticket that was made.' })
export class IssuedTicket {
  @Field(() => ID, { description: "The ticket's id." })
  ticketId!: string;

  @Field(() => String, { description: "The ticket's code." })
  code!: string;

  @Field(() => ID, { description: 'Its type.' })
  ticketTypeId!: string;

  @Field(() => String, { description: "Its type's name." })
  ticketTypeName!: string;

  @Field(() => Boolean, { description: 'Whether it lets someone in; false for the voucher of an add-on.' })
  admits!: boolean;

  @Field(() => String, { description: "The event's title." })
  eventTitle!: string;
}

@Directive('@inaccessible')
@InputType('VoidTicketsInput', { description: 'Which tickets of an order to make void.' })
export class VoidTicketsInput {
  @Field(() => ID, { description: 'The order.' })
  orderId!: string;

  @Field(() => [ID], { description: "The tickets, all of this order's." })
  ticketIds!: string[];

  @Field(() => TicketStatus, { description: 'Why they are void: CANCELLED or REFUNDED.' })
  status!: TicketStatus;
}

@Directive('@inaccessible')
@ObjectType('EventAttendee', { description: 'Someone who has a good ticket for an event.' })
export class EventAttendee {
  @Field(() => String, { nullable: true, description: "The attendee's name." })
  name!: string | null;

  @Field(() => String, { nullable: true, description: "The attendee's e-mail address." })
  email!: string | null;

  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Field(() => String, { description: "The ticket's code." })
  code!: string;
}

@Directive('@inaccessible')
@ObjectType('AttendeePage', { description: 'A part of the list of those who come to an event.' })
export class AttendeePage {
  @Field(() => [EventAttendee], { description: 'The attendees of this part.' })
  attendees!: EventAttendee[];

  @Field(() => String, { nullable: true, description: 'Pass it as `after` for the next part; null after the last.' })
  endCursor!: string | null;
}

export const issueTicketsInput = z.object({
  holdId: z.uuid('Must be a UUID.').toLowerCase(),
  orderId: z.uuid('Must be a UUID.').toLowerCase(),
  buyerName: singleLine({ most: 200 }),
  buyerEmail: z.email('Must be an e-mail address.'),
  buyerUserId: z.uuid('Must be a UUID.').nullish(),
  attendees: z
    .array(
      z.object({
        ticketTypeId: z.string(),
        name: singleLine({ most: 200, mayBeEmpty: true }).nullish(),
        email: z.email('Must be an e-mail address.').nullish(),
        answers: keptAnswersInput.nullish(),
      }),
    )
    .nullish(),
});
export type IssueTicketsValues = z.infer<typeof issueTicketsInput>;

export const voidTicketsInput = z.object({
  orderId: z.uuid('Must be a UUID.'),
  ticketIds: z.array(z.uuid('Must be a UUID.')).max(1_000, 'Must have at most 1,000 entries.'),
  status: z.enum(['CANCELLED', 'REFUNDED'], 'Must be CANCELLED or REFUNDED.'),
});
