import { Connection, DateTime, Field, ID, Json, ObjectType } from '@ticketbase/subgraph-kit/graphql';
import { UserType } from '../foreign/user.type.ts';

@ObjectType('ActivityActor', { description: 'Who did something.' })
export class ActivityActorType {
  @Field(() => String, {
    description: 'user, api-token, plugin, service (a part of the platform) or anonymous (a guest).',
  })
  kind!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the user, token or plugin installation, or the name of the service; null for a guest.',
  })
  id!: string | null;

  @Field(() => UserType, { nullable: true, description: 'The person, where it was one who was signed in.' })
  user!: UserType | null;
}

@ObjectType('ActivitySubject', { description: 'What something was done to.' })
export class ActivitySubjectType {
  @Field(() => String, { description: 'Its type, such as Event, Order or PluginInstallation.' })
  type!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Its id; null for what an organization has one of, such as its fees.',
  })
  id!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What people call it: a title, an order number, a promo code.',
  })
  label!: string | null;
}

@ObjectType('Activity', { description: 'Something that was done, as the activity log tells it.' })
export class ActivityType {
  @Field(() => ID, { description: 'The entry’s id.' })
  id!: string;

  @Field(() => String, { description: 'What happened, as a domain event’s name, e.g. event.published.' })
  name!: string;

  @Field(() => String, { description: 'What happened, as a sentence in English.' })
  summary!: string;

  @Field(() => DateTime, { description: 'When.' })
  occurredAt!: Date;

  @Field(() => ActivityActorType, { description: 'Who did it.' })
  actor!: ActivityActorType;

  @Field(() => ActivitySubjectType, { description: 'What it was done to.' })
  subject!: ActivitySubjectType;

  @Field(() => [String], { description: 'Names of the fields that changed.' })
  changed!: readonly string[];

  @Field(() => Json, {
    description: 'Further facts, such as amounts and reasons; never secrets, never buyers’ addresses.',
  })
  details!: unknown;

  @Field(() => ID, { description: 'The request that it was done by; the same in every log.' })
  requestId!: string;
}

export const ActivityConnection = Connection(() => ActivityType, 'Activity');
