import { Access, Arg, Ctx, ID, Mutation, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { TicketObject } from '../ticket/ticket.type.ts';
import {
  AttendeeChangeInput,
  ExchangedTicket,
  ExchangeTicketInput,
  RenameAttendeeInput,
  SaleFacts,
} from './ticket-change.type.ts';

/** Changes of tickets that were issued, and what changes of orders go by. */
@Resolver()
export class TicketChangeResolver {
  @Access('service')
  @Query(() => SaleFacts, { description: 'What invoices, taxes and changes of orders go by. NOT_FOUND.' })
  saleFactsForService(
    @Arg('eventId', () => ID, { description: 'The event.' }) eventId: string,
    @Ctx() { ticketChanges }: EventsContext,
  ): Promise<SaleFacts> {
    return ticketChanges.saleFacts(eventId);
  }

  @Access('service')
  @Mutation(() => ExchangedTicket, {
    description: 'Makes a valid ticket another type’s: both types’ stock moves with it, once per change.',
  })
  exchangeTicket(
    @Arg('input', () => ExchangeTicketInput, { description: 'Which ticket becomes what.' }) input: ExchangeTicketInput,
    @Ctx() { ticketChanges }: EventsContext,
  ): Promise<ExchangedTicket> {
    return ticketChanges.exchange(input);
  }

  @Access('service')
  @Mutation(() => Boolean, { description: 'Says who comes with a ticket, before its event begins.' })
  renameAttendee(
    @Arg('input', () => RenameAttendeeInput, { description: 'The ticket and the name.' }) input: RenameAttendeeInput,
    @Ctx() { ticketChanges }: EventsContext,
  ): Promise<boolean> {
    return ticketChanges.rename(input);
  }

  @Access('tickets:write')
  @Mutation(() => TicketObject, {
    description: 'Corrects who comes with a valid ticket. Its code stays good: to pass it on, use transferTicket.',
  })
  changeAttendee(
    @Arg('ticketId', () => ID, { description: 'The ticket.' }) ticketId: string,
    @Arg('input', () => AttendeeChangeInput, { description: 'Who comes.' }) input: AttendeeChangeInput,
    @Ctx() { ticketChanges, tickets }: EventsContext,
  ) {
    return ticketChanges.changeAttendee(ticketId, input).then(() => tickets.reload(ticketId));
  }
}
