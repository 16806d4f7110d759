import {
  Connection,
  CurrencyCode,
  DateTime,
  Directive,
  Field,
  ID,
  Int,
  ObjectType,
  registerEnumType,
} from '@ticketbase/subgraph-kit/graphql';
import { EventStatus, EventVisibility } from './event.entity.ts';

registerEnumType(EventStatus, {
  name: 'EventStatus',
  description: 'Where an event is in its life.',
  valuesConfig: {
    DRAFT: { description: 'Being prepared; nobody outside the organization sees it.' },
    PUBLISHED: { description: 'Open: tickets can be bought while sales are open.' },
    CANCELLED: { description: 'Called off; it will not take place.' },
    COMPLETED: { description: 'Over: its end has passed.' },
  },
});

registerEnumType(EventVisibility, {
  name: 'EventVisibility',
  description: 'Who finds an event once it is published.',
  valuesConfig: {
    PUBLIC: { description: 'Everyone; it is listed.' },
    UNLISTED: { description: 'Everyone who has the link; it is in no list.' },
    PRIVATE: { description: 'Only the people of the organization.' },
  },
});

/** An event as the supergraph sees it. */
@Directive('@key(fields: "id")')
@ObjectType('Event', { description: 'Something people buy tickets for.' })
export class EventObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'Its name in links, unique within the organization; it never changes.' })
  slug!: string;

  @Field(() => String, { description: 'What the event is called.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'What it is about, as Markdown.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'What kind of event it is, e.g. conference.' })
  category!: string | null;

  @Field(() => [String], { description: 'Words it can be found by.' })
  tags!: string[];

  @Field(() => EventStatus, { description: 'Where it is in its life.' })
  status!: EventStatus;

  @Field(() => EventVisibility, { description: 'Who finds it once it is published.' })
  visibility!: EventVisibility;

  @Field(() => DateTime, { description: 'When it begins.' })
  startsAt!: Date;

  @Field(() => DateTime, { description: 'When it ends.' })
  endsAt!: Date;

  @Field(() => String, { description: 'The IANA time zone in which its times are to be shown, e.g. Europe/Berlin.' })
  timeZone!: string;

  @Field(() => DateTime, { nullable: true, description: 'When sales open; at once if null.' })
  salesStartAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When sales close; at the end of the event if null.' })
  salesEndAt!: Date | null;

  @Field(() => CurrencyCode, { description: 'The currency of all its prices.' })
  currency!: string;

  @Field(() => Boolean, { description: 'Whether those who hold a ticket may give it to someone else by themselves.' })
  holdersMayTransfer!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was cancelled, if the organizer said so.' })
  cancelReason!: string | null;

  @Field(() => Int, { description: 'Counts its changes; give it back with an update.' })
  version!: number;

  @Field(() => DateTime, { description: 'When it was created.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was last changed.' })
  updatedAt!: Date;
}

export const EventConnection = Connection(() => EventObject, 'Event');
