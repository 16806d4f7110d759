import { singleLine } from '@ticketbase/kernel';
import { DateTime, Directive, Field, ID, InputType, MoneyType, ObjectType } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';

// What the commands that change issued tickets take and answer with: other subgraphs see these types, clients do not.

@Directive('@inaccessible')
@InputType('ExchangeTicketInput', { description: 'Which ticket of an order becomes which type’s.' })
export class ExchangeTicketInput {
  @Field(() => ID, {
    description: 'The change of the order; it has one effect. Also the id of a hold that keeps the new ticket, if any.',
  })
  changeId!: string;

  @Field(() => ID, { description: 'The order.' })
  orderId!: string;

  @Field(() => ID, { description: 'The ticket, one of the order’s.' })
  ticketId!: string;

  @Field(() => ID, { description: 'The ticket type that it becomes, of the same event.' })
  ticketTypeId!: string;
}

export const exchangeTicketInput = z.object({
  changeId: z.uuid('Must be a UUID.'),
  orderId: z.uuid('Must be a UUID.'),
  ticketId: z.uuid('Must be a UUID.'),
  ticketTypeId: z.uuid('Must be a UUID.'),
});

@Directive('@inaccessible')
@ObjectType('ExchangedTicket', { description: 'A ticket that became another type’s.' })
export class ExchangedTicket {
  @Field(() => ID, { description: "The ticket's id." })
  ticketId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its new code; null if it went to someone else since it was bought, who alone is told.',
  })
  code!: string | null;

  @Field(() => ID, { description: 'Its type.' })
  ticketTypeId!: string;

  @Field(() => String, { description: "Its type's name." })
  ticketTypeName!: string;
}

@Directive('@inaccessible')
@InputType('RenameAttendeeInput', { description: 'Who comes with a ticket of an order, as its buyer says.' })
export class RenameAttendeeInput {
  @Field(() => ID, { description: 'The order.' })
  orderId!: string;

  @Field(() => ID, { description: 'The ticket, one of the order’s.' })
  ticketId!: string;

  @Field(() => String, { description: 'The attendee’s name, 1 to 200 characters.' })
  name!: string;
}

@InputType('AttendeeChangeInput', { description: 'Who comes with a ticket from now on.' })
export class AttendeeChangeInput {
  @Field(() => String, { description: 'The attendee’s name, 1 to 200 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The attendee’s email address; as it was if absent.' })
  email?: string | null;
}

const name = singleLine({ most: 200 });

export const renameAttendeeInput = z.object({ orderId: z.string(), ticketId: z.string(), name });
export const attendeeChangeInput = z.object({
  name,
  email: z.email('Must be an e-mail address.').max(254, 'Must have at most 254 characters.').nullish(),
});

@Directive('@inaccessible')
@ObjectType('SaleTicketType', { description: 'A ticket type as it is sold now.' })
export class SaleTicketType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => MoneyType, { description: 'The price of one ticket.' })
  unitPrice!: MoneyType;
}

@Directive('@inaccessible')
@ObjectType('SaleFacts', { description: 'What invoices, taxes and changes of orders go by.' })
export class SaleFacts {
  @Field(() => ID, { description: 'The event.' })
  eventId!: string;

  @Field(() => String, { description: 'The event’s title.' })
  title!: string;

  @Field(() => DateTime, { description: 'When it begins.' })
  startsAt!: Date;

  @Field(() => String, { description: 'The IANA time zone of the event.' })
  timeZone!: string;

  @Field(() => String, { nullable: true, description: 'Where it takes place, as ISO 3166-1 alpha-2; null if unknown.' })
  country!: string | null;

  @Field(() => [SaleTicketType], { description: 'Its ticket types, also the hidden ones.' })
  ticketTypes!: SaleTicketType[];
}
