import { DateTime, Field, Int, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';
import { WaitingPlaceStatus, WaitingRoomStatus } from './room-clock.ts';

registerEnumType(WaitingRoomStatus, {
  name: 'WaitingRoomStatus',
  description: 'Where a waiting room is in its life.',
  valuesConfig: {
    OFF: { description: 'Switched off: tickets can be bought without waiting.' },
    BEFORE_OPENING: { description: 'People can join; the first are called at the opening, in an order drawn then.' },
    OPEN: { description: 'People are called at the rate that the organizer set.' },
    PAUSED: { description: 'Nobody is called at the moment; the line stays as it is.' },
    CLOSED: { description: 'The event is over or called off.' },
  },
});

registerEnumType(WaitingPlaceStatus, {
  name: 'WaitingPlaceStatus',
  description: 'How far someone in a waiting room is.',
  valuesConfig: {
    BEFORE_OPENING: { description: 'Waiting for the opening, when the order is drawn.' },
    WAITING: { description: 'In line.' },
    PAUSED: { description: 'In line, while nobody is called.' },
    CALLED: { description: 'It is their turn: they can be admitted.' },
    NOT_NEEDED: { description: 'The waiting room was switched off: tickets can be bought right away.' },
    CLOSED: { description: 'The event is over or called off.' },
  },
});

@ObjectType('WaitingRoom', { description: 'The line before an event that many want tickets of at once.' })
export class WaitingRoomType {
  @Field(() => WaitingRoomStatus, { description: 'Where it is in its life.' })
  status!: WaitingRoomStatus;

  @Field(() => DateTime, { description: 'When the first are called, or were.' })
  opensAt!: Date;

  /** Not in the schema. */
  eventId!: string;
}

@ObjectType('WaitingRoomFigures', { description: 'What the organizer sees of a waiting room.' })
export class WaitingRoomFigures {
  @Field(() => Int, { description: 'How many people are called per minute.' })
  ratePerMinute!: number;

  @Field(() => Int, { description: 'For how many minutes someone whose turn came may open a cart.' })
  admissionMinutes!: number;

  @Field(() => Int, { description: 'How many places were taken.' })
  joined!: number;

  @Field(() => Int, { description: 'How many were called.' })
  called!: number;

  @Field(() => Int, { description: 'How many wait.' })
  waiting!: number;

  @Field(() => Int, { description: 'How many took their turn.' })
  admitted!: number;

  @Field(() => Int, { description: 'How many of them have an open cart.' })
  carts!: number;

  @Field(() => Int, { description: 'How many of them placed an order.' })
  orders!: number;
}

@ObjectType('WaitingPlace', { description: 'A place in a waiting room, as the person it is of sees it.' })
export class WaitingPlaceType {
  @Field(() => String, { description: 'Keeps the place; whoever has it has the place.' })
  token!: string;

  @Field(() => WaitingPlaceStatus, { description: 'How far they are.' })
  status!: WaitingPlaceStatus;

  @Field(() => DateTime, { description: 'When the first are called, or were.' })
  opensAt!: Date;

  @Field(() => Int, {
    nullable: true,
    description: 'How many are called before them; null while there is no order, or nobody is.',
  })
  ahead!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'In how many seconds it will be their turn, at the rate of the moment; before the opening, until it.',
  })
  estimatedWaitSeconds!: number | null;

  @Field(() => Int, { description: 'In how many seconds it is worth asking again.' })
  pollAfterSeconds!: number;

  /** Not in the schema: the field `event` leads there. */
  eventId!: string;
}

@ObjectType('Admission', { description: 'Leave to open a cart of an event that has a waiting room.' })
export class AdmissionType {
  @Field(() => String, { description: 'Goes into CreateCartInput.admission; good for one open cart and one purchase.' })
  token!: string;

  @Field(() => DateTime, { description: 'Until when a cart can be opened. The cart has its own time.' })
  expiresAt!: Date;

  /** Not in the schema. */
  eventId!: string;
}
