import {
  Access,
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Scoped,
} from '@ticketbase/subgraph-kit/graphql';
import type { PaymentsContext } from '../context.ts';
import { EventStub } from '../foreign/event.stub.ts';
import { UpdateWaitingRoomInput } from './waiting-room.input.ts';
import { AdmissionType, WaitingPlaceType, WaitingRoomFigures, WaitingRoomType } from './waiting-room.type.ts';

const EVENT = { description: 'The event.' };
const PLACE = { description: 'The token of the place.' };

/** What payments adds to an event. */
@Resolver(() => EventStub)
export class EventWaitingRoomResolver {
  @FieldResolver(() => WaitingRoomType, {
    nullable: true,
    description: 'The line before its tickets; null if it never had one.',
  })
  waitingRoom(@Root() event: EventStub, @Ctx() { waitingRooms }: PaymentsContext) {
    return waitingRooms.ofEvent(event.id);
  }
}

@Resolver(() => WaitingRoomType)
export class WaitingRoomResolver {
  @Scoped('events:read')
  @FieldResolver(() => WaitingRoomFigures, {
    nullable: true,
    description: 'Its rules and counts; null for viewers outside the organization.',
  })
  figures(@Root() room: WaitingRoomType, @Ctx() { waitingRooms }: PaymentsContext) {
    return waitingRooms.figures(room.eventId);
  }

  @Access('events:write')
  @Mutation(() => WaitingRoomType, {
    description: 'Sets up the waiting room of an event, or changes it while it runs: a new rate counts from now on.',
  })
  async updateWaitingRoom(
    @Arg('eventId', () => ID, EVENT) eventId: string,
    @Arg('input', () => UpdateWaitingRoomInput, { description: 'What changes.' }) input: UpdateWaitingRoomInput,
    @Ctx() { waitingRooms, waitingRoomAdmin }: PaymentsContext,
  ) {
    return waitingRooms.ofEvent(await waitingRoomAdmin.update(eventId, input));
  }

  @Access('events:write')
  @Mutation(() => WaitingRoomType, { description: 'Calls nobody until it is resumed; the line stays as it is.' })
  async pauseWaitingRoom(
    @Arg('eventId', () => ID, EVENT) eventId: string,
    @Ctx() { waitingRooms, waitingRoomAdmin }: PaymentsContext,
  ) {
    return waitingRooms.ofEvent(await waitingRoomAdmin.pause(eventId));
  }

  @Access('events:write')
  @Mutation(() => WaitingRoomType, { description: 'Goes on where it was paused.' })
  async resumeWaitingRoom(
    @Arg('eventId', () => ID, EVENT) eventId: string,
    @Ctx() { waitingRooms, waitingRoomAdmin }: PaymentsContext,
  ) {
    return waitingRooms.ofEvent(await waitingRoomAdmin.resume(eventId));
  }
}

@Resolver(() => WaitingPlaceType)
export class WaitingPlaceResolver {
  @FieldResolver(() => EventStub, EVENT)
  event(@Root() place: WaitingPlaceType): EventStub {
    return { id: place.eventId };
  }

  @Access('public')
  @Query(() => WaitingPlaceType, { nullable: true, description: 'How far a place in a waiting room is.' })
  waitingPlace(@Arg('token', () => String, PLACE) token: string, @Ctx() { waitingRooms }: PaymentsContext) {
    return waitingRooms.place(token);
  }

  @Access('public')
  @Mutation(() => WaitingPlaceType, {
    description: 'Takes a place in the waiting room of an event. Who comes before the opening is shuffled at it.',
  })
  joinWaitingRoom(@Arg('eventId', () => ID, EVENT) eventId: string, @Ctx() { waitingRooms }: PaymentsContext) {
    return waitingRooms.join(eventId);
  }

  @Access('public')
  @Mutation(() => AdmissionType, {
    description: 'Takes a turn that has come. Asked again, the same admission is the answer, with the same end.',
  })
  enterEvent(@Arg('placeToken', () => String, PLACE) placeToken: string, @Ctx() { waitingRooms }: PaymentsContext) {
    return waitingRooms.admit(placeToken);
  }
}

@Resolver(() => AdmissionType)
export class AdmissionResolver {
  @FieldResolver(() => EventStub, EVENT)
  event(@Root() admission: AdmissionType): EventStub {
    return { id: admission.eventId };
  }
}
