import { Field, Int, ObjectType } from '@ticketbase/subgraph-kit/graphql';
import type { Interval } from '../time/buckets.ts';

@ObjectType('EventAnalytics', { description: 'Figures of one event over a range, or over all time.' })
export class EventAnalyticsType {
  /** What was asked; the fields are read when they are selected. */
  eventId!: string;
  interval!: Interval | undefined;
}

@ObjectType('ReferrerViews', { description: 'Views that came from one host.' })
export class ReferrerViewsType {
  @Field(() => String, { nullable: true, description: 'The host, e.g. www.example.org; null if it is unknown.' })
  host!: string | null;

  @Field(() => Int, { description: 'How many views came from there.' })
  views!: number;
}

@ObjectType('OrganizationOverview', { description: 'Figures of an organization over a range, or over all time.' })
export class OrganizationOverviewType {
  /** What was asked; the fields are read when they are selected. */
  interval!: Interval | undefined;
}
