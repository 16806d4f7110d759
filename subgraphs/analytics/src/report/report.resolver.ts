import { BadUserInputError } from '@ticketbase/kernel';
import { Arg, Ctx, FieldResolver, Float, Int, Resolver, Root, Scoped } from '@ticketbase/subgraph-kit/graphql';
import type { AnalyticsContext } from '../context.ts';
import { EventType } from '../foreign/event.type.ts';
import { OrganizationType } from '../foreign/organization.type.ts';
import { EventSalesType, SalesFiguresType } from '../sales/sales.type.ts';
import { DateRangeInput } from '../time/date-range.input.ts';
import { EventAnalyticsType, OrganizationOverviewType, ReferrerViewsType } from './report.type.ts';

const rangeArgument = { nullable: true, description: 'The range, widened to quarters of an hour; all time if absent.' };

@Resolver(() => EventType)
export class EventReportResolver {
  @Scoped('analytics:read')
  @FieldResolver(() => EventAnalyticsType, {
    description:
      'Figures of this event. Needs the scope analytics:read; of another organization’s event they are zero.',
  })
  analytics(
    @Root() event: EventType,
    @Arg('range', () => DateRangeInput, rangeArgument) range: DateRangeInput | null,
    @Ctx() { reports }: AnalyticsContext,
  ): EventAnalyticsType {
    return reports.ofEvent(event.id, range);
  }
}

@Resolver(() => OrganizationType)
export class OrganizationReportResolver {
  @Scoped('analytics:read')
  @FieldResolver(() => OrganizationOverviewType, {
    description: 'Figures of this organization. Needs the scope analytics:read in it.',
  })
  overview(
    @Root() organization: OrganizationType,
    @Arg('range', () => DateRangeInput, rangeArgument) range: DateRangeInput | null,
    @Ctx() { reports }: AnalyticsContext,
  ): OrganizationOverviewType {
    return reports.ofOrganization(organization.id, range);
  }
}

@Resolver(() => EventAnalyticsType)
export class EventAnalyticsResolver {
  @FieldResolver(() => SalesFiguresType, { description: 'What was sold.' })
  sales(@Root() query: EventAnalyticsType, @Ctx() { reports }: AnalyticsContext) {
    return reports.eventSales(query);
  }

  @FieldResolver(() => Int, { description: 'Tickets checked in.' })
  checkedIn(@Root() query: EventAnalyticsType, @Ctx() { reports }: AnalyticsContext) {
    return reports.eventCheckedIn(query);
  }

  @FieldResolver(() => Int, {
    description: 'Views of the event’s page on the UTC days of the range; kept for 400 days.',
  })
  views(@Root() query: EventAnalyticsType, @Ctx() { reports }: AnalyticsContext) {
    return reports.eventViews(query);
  }

  @FieldResolver(() => Int, { description: 'Visitors of the event’s page on those days, each counted once.' })
  uniqueVisitors(@Root() query: EventAnalyticsType, @Ctx() { reports }: AnalyticsContext) {
    return reports.eventVisitors(query);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Orders confirmed per unique visitor; null if no visitor was counted.',
  })
  async conversionRate(@Root() query: EventAnalyticsType, @Ctx() { reports }: AnalyticsContext) {
    const [sales, visitors] = await Promise.all([reports.eventSales(query), reports.eventVisitors(query)]);
    return visitors === 0 ? null : sales.orders / visitors;
  }

  @FieldResolver(() => [ReferrerViewsType], { description: 'Where views came from: the 20 most frequent hosts.' })
  referrers(@Root() query: EventAnalyticsType, @Ctx() { reports }: AnalyticsContext) {
    return reports.eventReferrers(query);
  }
}

@Resolver(() => OrganizationOverviewType)
export class OrganizationOverviewResolver {
  @FieldResolver(() => SalesFiguresType, { description: 'What was sold.' })
  sales(@Root() { interval }: OrganizationOverviewType, @Ctx() { sales }: AnalyticsContext) {
    return sales.totals({ buckets: interval && [interval] });
  }

  @FieldResolver(() => Int, { description: 'Tickets checked in.' })
  checkedIn(@Root() { interval }: OrganizationOverviewType, @Ctx() { reports }: AnalyticsContext) {
    return reports.organizationCheckedIn(interval);
  }

  @FieldResolver(() => Int, { description: 'Views of events’ pages on the UTC days of the range.' })
  views(@Root() { interval }: OrganizationOverviewType, @Ctx() { reports }: AnalyticsContext) {
    return reports.organizationViews(interval);
  }

  @FieldResolver(() => [EventSalesType], { description: 'The events with most orders.' })
  async topEvents(
    @Root() { interval }: OrganizationOverviewType,
    @Arg('first', () => Int, { defaultValue: 5, description: 'How many, 1 to 50.' }) first: number,
    @Ctx() { sales }: AnalyticsContext,
  ) {
    if (first < 1 || first > 50) throw new BadUserInputError([{ path: 'first', message: 'Must be between 1 and 50.' }]);
    const events = await sales.by({ buckets: interval && [interval] }, 'eventId');
    return events.slice(0, first).map(({ key, figures }) => ({ event: { id: key }, figures }));
  }
}
