import { Access, Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from '@ticketbase/subgraph-kit/graphql';
import type { AnalyticsContext } from '../context.ts';
import type { Granularity } from '../time/buckets.ts';
import { DateRangeInput, GranularityEnum } from '../time/date-range.input.ts';
import {
  EventSalesType,
  PaymentMethodSalesType,
  PromoCodeSalesType,
  SalesAnalyticsType,
  SalesBucketType,
  SalesFiguresType,
  TicketTypeSalesType,
} from './sales.type.ts';

@Resolver(() => SalesAnalyticsType)
export class SalesResolver {
  @Access('analytics:read')
  @Query(() => SalesAnalyticsType, {
    description: 'Sales of the viewer’s organization, or of one of its events, over a range: 1,000 buckets at most.',
  })
  salesAnalytics(
    @Arg('range', () => DateRangeInput, { description: 'The range; widened to whole buckets.' }) range: DateRangeInput,
    @Arg('granularity', () => GranularityEnum, { description: 'How long the series’ buckets are.' })
    granularity: Granularity,
    @Arg('eventId', () => ID, { nullable: true, description: 'Only sales of this event.' }) eventId: string | null,
    @Ctx() { sales }: AnalyticsContext,
  ): SalesAnalyticsType {
    return sales.analyze(range, granularity, eventId);
  }

  @FieldResolver(() => [SalesBucketType], { description: 'One entry per bucket, in order, those without sales too.' })
  series(@Root() { query }: SalesAnalyticsType, @Ctx() { sales }: AnalyticsContext) {
    return sales.series(query);
  }

  @FieldResolver(() => SalesFiguresType, { description: 'Figures of the whole range.' })
  totals(@Root() { query }: SalesAnalyticsType, @Ctx() { sales }: AnalyticsContext) {
    return sales.totals(query);
  }

  @FieldResolver(() => [EventSalesType], { description: 'By event, most orders first.' })
  async byEvent(@Root() { query }: SalesAnalyticsType, @Ctx() { sales }: AnalyticsContext) {
    return (await sales.by(query, 'eventId')).map(({ key, figures }) => ({ event: { id: key }, figures }));
  }

  @FieldResolver(() => [TicketTypeSalesType], { description: 'By ticket type, most orders first.' })
  async byTicketType(@Root() { query }: SalesAnalyticsType, @Ctx() { sales }: AnalyticsContext) {
    const found = await sales.by(query, 'ticketTypeId');
    return found.map(({ key, name, figures }) => ({ ticketType: { id: key }, name, figures }));
  }

  @FieldResolver(() => [PaymentMethodSalesType], { description: 'By payment method, most orders first.' })
  async byPaymentMethod(@Root() { query }: SalesAnalyticsType, @Ctx() { sales }: AnalyticsContext) {
    return (await sales.by(query, 'paymentMethod')).map(({ key, figures }) => ({ paymentMethod: key, figures }));
  }

  @FieldResolver(() => [PromoCodeSalesType], { description: 'By promo code, most orders first.' })
  async byPromoCode(@Root() { query }: SalesAnalyticsType, @Ctx() { sales }: AnalyticsContext) {
    return (await sales.by(query, 'promoCode')).map(({ key, figures }) => ({ promoCode: key, figures }));
  }
}
