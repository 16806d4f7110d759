import type { Money } from '@ticketbase/kernel';
import { DateTime, Field, Int, MoneyType, ObjectType } from '@ticketbase/subgraph-kit/graphql';
import { EventType } from '../foreign/event.type.ts';
import { TicketTypeType } from '../foreign/ticket-type.type.ts';
import type { SalesQuery } from './sales.service.ts';
import type { SalesFigures } from './sales-figures.ts';

@ObjectType('SalesFigures', {
  description: 'What was sold. Amounts are one per currency that there were sales in, none if there were none.',
})
export class SalesFiguresType implements SalesFigures {
  @Field(() => Int, { description: 'Orders confirmed.' })
  orders!: number;

  @Field(() => Int, { description: 'Tickets in them.' })
  tickets!: number;

  @Field(() => [MoneyType], { description: 'What they cost, with fees and taxes, less discounts.' })
  gross!: readonly Money[];

  @Field(() => [MoneyType], {
    description: 'What was given back, counted when it was given back. Known for whole orders, not per ticket type.',
  })
  refunded!: readonly Money[];

  @Field(() => [MoneyType], { description: 'Gross less refunded.' })
  net!: readonly Money[];
}

@ObjectType('SalesBucket', { description: 'Figures of one interval of a series.' })
export class SalesBucketType {
  @Field(() => DateTime, { description: 'Where it begins, included.' })
  startsAt!: Date;

  @Field(() => DateTime, { description: 'Where it ends, excluded.' })
  endsAt!: Date;

  @Field(() => SalesFiguresType, { description: 'What was sold in it; zeros if nothing was.' })
  figures!: SalesFigures;
}

@ObjectType('EventSales', { description: 'Figures of one event.' })
export class EventSalesType {
  @Field(() => EventType, { nullable: true, description: 'The event; null if it was deleted.' })
  event!: EventType;

  @Field(() => SalesFiguresType, { description: 'What was sold of it.' })
  figures!: SalesFigures;
}

@ObjectType('TicketTypeSales', { description: 'Figures of one ticket type.' })
export class TicketTypeSalesType {
  @Field(() => TicketTypeType, { nullable: true, description: 'The ticket type; null if it was deleted.' })
  ticketType!: TicketTypeType;

  @Field(() => String, { description: 'Its name when it was sold.' })
  name!: string;

  @Field(() => SalesFiguresType, { description: 'What was sold of it, without fees that belong to whole orders.' })
  figures!: SalesFigures;
}

@ObjectType('PaymentMethodSales', { description: 'Figures of one way to pay.' })
export class PaymentMethodSalesType {
  @Field(() => String, {
    nullable: true,
    description: 'The payment method’s id, e.g. offline-payments:bank-transfer; null for orders that were free.',
  })
  paymentMethod!: string | null;

  @Field(() => SalesFiguresType, { description: 'What was sold by it.' })
  figures!: SalesFigures;
}

@ObjectType('PromoCodeSales', { description: 'Figures of one promo code.' })
export class PromoCodeSalesType {
  @Field(() => String, { nullable: true, description: 'The code; null for orders without one.' })
  promoCode!: string | null;

  @Field(() => SalesFiguresType, { description: 'What was sold with it.' })
  figures!: SalesFigures;
}

@ObjectType('SalesAnalytics', {
  description:
    'Sales over a range, as a series and by what they were. Figures trail the sale itself by about a second.',
})
export class SalesAnalyticsType {
  /** What was asked; the fields below are read when they are selected. */
  query!: SalesQuery;

  @Field(() => DateTime, { description: 'Where the first bucket begins: the range is widened to whole buckets.' })
  from!: Date;

  @Field(() => DateTime, { description: 'Where the last bucket ends, excluded.' })
  to!: Date;

  @Field(() => String, { description: 'IANA name of the zone whose hours, days, weeks and months the buckets are.' })
  timeZone!: string;
}
