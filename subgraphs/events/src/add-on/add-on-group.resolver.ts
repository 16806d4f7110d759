import { Access, Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import type { Event } from '../event/event.entity.ts';
import { EventObject } from '../event/event.type.ts';
import { TicketTypeObject } from '../ticket-type/ticket-type.type.ts';
import type { AddOnGroup } from './add-on-group.entity.ts';
import { AddOnGroupInput } from './add-on-group.input.ts';
import { AddOnGroupObject } from './add-on-group.type.ts';

@Resolver(() => EventObject)
export class EventAddOnsResolver {
  @FieldResolver(() => [AddOnGroupObject], {
    description: 'What its tickets can or must be had with, in its order.',
  })
  addOnGroups(@Root() event: Event, @Ctx() { addOnGroups }: EventsContext) {
    return addOnGroups.ofEvent(event);
  }
}

@Resolver(() => AddOnGroupObject)
export class AddOnGroupResolver {
  @FieldResolver(() => [TicketTypeObject], {
    description: 'What is chosen among, in its order. Hidden add-ons are listed to the organization only.',
  })
  addOns(@Root() group: AddOnGroup, @Ctx() { addOnGroups }: EventsContext) {
    return addOnGroups.addOns(group);
  }

  @Access('events:write')
  @Mutation(() => AddOnGroupObject, { description: 'Adds a group of add-ons to an event.' })
  createAddOnGroup(
    @Arg('eventId', () => ID, { description: 'The event.' }) eventId: string,
    @Arg('input', () => AddOnGroupInput, { description: 'What it is.' }) input: AddOnGroupInput,
    @Ctx() { addOnGroups }: EventsContext,
  ) {
    return addOnGroups.create(eventId, input);
  }

  @Access('events:write')
  @Mutation(() => AddOnGroupObject, {
    description: 'Changes a group of add-ons. What carts hold already stays as it is.',
  })
  updateAddOnGroup(
    @Arg('id', () => ID, { description: 'The group.' }) id: string,
    @Arg('input', () => AddOnGroupInput, { description: 'What it becomes.' }) input: AddOnGroupInput,
    @Ctx() { addOnGroups }: EventsContext,
  ) {
    return addOnGroups.update(id, input);
  }

  @Access('events:write')
  @Mutation(() => Boolean, { description: 'Deletes a group that has no add-ons.' })
  deleteAddOnGroup(
    @Arg('id', () => ID, { description: 'The group.' }) id: string,
    @Ctx() { addOnGroups }: EventsContext,
  ) {
    return addOnGroups.delete(id);
  }
}
