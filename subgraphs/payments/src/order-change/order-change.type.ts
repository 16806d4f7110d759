import type { Money } from '@ticketbase/kernel';
import { DateTime, Field, ID, MoneyType, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';
import { TicketTypeStub } from '../foreign/ticket-type.stub.ts';
import { NextActionObject } from '../order/order.type.ts';

/** How the difference of a change is paid. */
export enum ChangeSettlement {
  ONLINE = 'ONLINE',
  MANUAL = 'MANUAL',
}
registerEnumType(ChangeSettlement, {
  name: 'ChangeSettlement',
  description: 'How the difference of a change is paid.',
  valuesConfig: {
    ONLINE: { description: 'By the buyer, through a payment plugin; the new ticket is set aside until then.' },
    MANUAL: { description: 'The organizer has the money in hand.' },
  },
});

/** Where a change stands. */
export enum OrderChangeStatus {
  PENDING = 'PENDING',
  APPLIED = 'APPLIED',
  CANCELLED = 'CANCELLED',
  EXPIRED = 'EXPIRED',
  FAILED = 'FAILED',
}
registerEnumType(OrderChangeStatus, {
  name: 'OrderChangeStatus',
  description: 'Where a change of an order stands.',
  valuesConfig: {
    PENDING: { description: 'The payment of the difference is awaited, or the change is being made.' },
    APPLIED: { description: 'Made; a difference in the buyer’s favour was given back or is on its way.' },
    CANCELLED: { description: 'Called off before it was made.' },
    EXPIRED: { description: 'The difference was not paid in time.' },
    FAILED: { description: 'Could not be made; what was paid for it is given back.' },
  },
});

@ObjectType('OrderChangeQuote', { description: 'What it costs to make a ticket another type’s; nothing is changed.' })
export class OrderChangeQuoteType {
  @Field(() => TicketTypeStub, { description: 'The type that the ticket is.' })
  fromTicketType!: TicketTypeStub;

  @Field(() => TicketTypeStub, { description: 'The type that it would become.' })
  toTicketType!: TicketTypeStub;

  @Field(() => MoneyType, { description: 'What was paid for the ticket, with its part of discount, fees and taxes.' })
  before!: Money;

  @Field(() => MoneyType, { description: 'What it would cost, by today’s price and rules and the order’s discount.' })
  after!: Money;

  @Field(() => MoneyType, { description: 'What the buyer would pay, or, if negative, get back.' })
  difference!: Money;
}

@ObjectType('OrderChange', { description: 'A ticket of an order that becomes another type’s.' })
export class OrderChangeType {
  @Field(() => ID, { description: 'The change’s id.' })
  id!: string;

  @Field(() => ID, { description: 'The ticket’s id.' })
  ticketId!: string;

  @Field(() => String, { description: 'The name of the type that the ticket was.' })
  fromName!: string;

  @Field(() => String, { description: 'The name of the type that it becomes.' })
  toName!: string;

  @Field(() => MoneyType, { description: 'What the buyer pays, or, if negative, gets back.' })
  difference!: Money;

  @Field(() => OrderChangeStatus, { description: 'Where the change stands.' })
  status!: OrderChangeStatus;

  @Field(() => String, { nullable: true, description: 'By which the payment of the difference is found.' })
  paymentReference?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the buyer has to do to pay the difference, in plain text.',
  })
  paymentInstructions?: string | null;

  @Field(() => NextActionObject, {
    nullable: true,
    description: 'What the buyer does next to pay the difference; null once nothing is left to do.',
  })
  nextAction?: NextActionObject | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when the payment is awaited; null once it is not.' })
  expiresAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it ended without being made: a code, or words.' })
  closedReason?: string | null;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was made or ended; null while it is pending.' })
  completedAt?: Date | null;
}

@ObjectType('OrderRules', { description: 'What buyers may do with their orders themselves.' })
export class OrderRulesType {
  @Field(() => ID, { description: 'The organization’s id.' })
  id!: string;

  @Field(() => Boolean, { description: 'Whether buyers may change the names on their tickets until the event begins.' })
  buyersRenameAttendees!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When the rules last changed; null if never.' })
  updatedAt?: Date | null;
}
