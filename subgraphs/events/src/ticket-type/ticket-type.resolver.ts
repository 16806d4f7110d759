import type { Money } from '@ticketbase/kernel';
import {
  Access,
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Int,
  MoneyType,
  Mutation,
  Resolver,
  Root,
  Scoped,
} from '@ticketbase/subgraph-kit/graphql';
import { AddOnGroupObject } from '../add-on/add-on-group.type.ts';
import type { EventsContext } from '../context.ts';
import { EventObject } from '../event/event.type.ts';
import type { TicketType } from './ticket-type.entity.ts';
import { TicketTypeInput } from './ticket-type.input.ts';
import { TicketTypeObject } from './ticket-type.type.ts';

@Resolver(() => TicketTypeObject)
export class TicketTypeResolver {
  @FieldResolver(() => EventObject, { description: 'The event it is for.' })
  event(@Root() type: TicketType, @Ctx() { events }: EventsContext) {
    return events.of(type);
  }

  @FieldResolver(() => AddOnGroupObject, {
    nullable: true,
    description: 'The group that an add-on is chosen among; null for admission.',
  })
  addOnGroup(@Root() type: TicketType, @Ctx() { addOnGroups }: EventsContext) {
    return addOnGroups.ofType(type);
  }

  @FieldResolver(() => MoneyType, { description: 'The price of one ticket.' })
  price(@Root() type: TicketType): Money {
    return { amount: type.priceAmount, currency: type.currency };
  }

  @FieldResolver(() => Int, {
    description: "How many can be bought now, by its own quantity and the event's capacity.",
  })
  available(@Root() type: TicketType, @Ctx() { ticketTypes }: EventsContext) {
    return ticketTypes.available(type);
  }

  @Scoped('events:write')
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The code with which a hidden type can be bought; null for viewers who neither make events nor change orders.',
  })
  accessCode(@Root() type: TicketType, @Ctx() { ticketTypes }: EventsContext) {
    return ticketTypes.accessCode(type);
  }

  @Access('events:write')
  @Mutation(() => TicketTypeObject, { description: 'Adds a ticket type to an event.' })
  async createTicketType(
    @Arg('eventId', () => ID, { description: 'The event.' }) eventId: string,
    @Arg('input', () => TicketTypeInput, { description: 'What it is.' }) input: TicketTypeInput,
    @Ctx() { ticketTypes }: EventsContext,
  ) {
    return ticketTypes.reload(await ticketTypes.create(eventId, input));
  }

  @Access('events:write')
  @Mutation(() => TicketTypeObject, {
    description: 'Changes a ticket type. What is held or sold keeps the price at which it was.',
  })
  async updateTicketType(
    @Arg('id', () => ID, { description: 'The ticket type.' }) id: string,
    @Arg('input', () => TicketTypeInput, { description: 'What it becomes.' }) input: TicketTypeInput,
    @Ctx() { ticketTypes }: EventsContext,
  ) {
    return ticketTypes.reload(await ticketTypes.update(id, input));
  }

  @Access('events:write')
  @Mutation(() => Boolean, { description: 'Deletes a ticket type of which nothing was ever sold.' })
  deleteTicketType(
    @Arg('id', () => ID, { description: 'The ticket type.' }) id: string,
    @Ctx() { ticketTypes }: EventsContext,
  ) {
    return ticketTypes.delete(id);
  }
}
