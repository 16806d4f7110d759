import { Field, ObjectType, Scoped } from '@ticketbase/subgraph-kit/graphql';
import { CartStub } from '../foreign/cart.stub.ts';
import { EventStub } from '../foreign/event.stub.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { OrganizationStub } from '../foreign/organization.stub.ts';
import { TicketStub } from '../foreign/ticket.stub.ts';

/*
 * What components are shown beside: one type for each place. Nothing in the API answers them; a component's query is a
 * query on one of them, and the platform asks the supergraph for what it selects (`context-sources.ts`).
 */

const ORGANIZATION = { nullable: true, description: 'The organization whose plugin it is.' } as const;

@ObjectType('AdminSettingsContext', { description: 'What a component at ADMIN_SETTINGS is shown beside.' })
export class AdminSettingsContext {
  @Field(() => OrganizationStub, ORGANIZATION)
  organization?: OrganizationStub | null;
}

@ObjectType('DashboardWidgetContext', { description: 'What a component at DASHBOARD_WIDGET is shown beside.' })
export class DashboardWidgetContext {
  @Field(() => OrganizationStub, ORGANIZATION)
  organization?: OrganizationStub | null;
}

@ObjectType('EventCreationContext', { description: 'What a component at EVENT_CREATION is shown beside.' })
export class EventCreationContext {
  @Field(() => OrganizationStub, ORGANIZATION)
  organization?: OrganizationStub | null;
}

@ObjectType('EventDetailContext', { description: 'What a component at EVENT_DETAIL is shown beside.' })
export class EventDetailContext {
  @Scoped('events:read')
  @Field(() => EventStub, { nullable: true, description: 'The event, if the viewer may see it.' })
  event?: EventStub | null;

  @Field(() => OrganizationStub, ORGANIZATION)
  organization?: OrganizationStub | null;
}

@ObjectType('TicketSelectionContext', { description: 'What a component at TICKET_SELECTION is shown beside.' })
export class TicketSelectionContext {
  @Field(() => EventStub, { nullable: true, description: 'The event, as buyers see it.' })
  event?: EventStub | null;

  @Field(() => OrganizationStub, ORGANIZATION)
  organization?: OrganizationStub | null;
}

@ObjectType('PaymentMethodsContext', { description: 'What a component at PAYMENT_METHODS is shown beside.' })
export class PaymentMethodsContext {
  @Field(() => CartStub, { nullable: true, description: 'The cart that is paid; null once it is released or ordered.' })
  cart?: CartStub | null;

  @Field(() => String, { description: 'The method that the buyer chose, by its id in the manifest.' })
  method!: string;

  @Field(() => OrganizationStub, ORGANIZATION)
  organization?: OrganizationStub | null;
}

@ObjectType('CheckoutConfirmationContext', {
  description: 'What a component at CHECKOUT_CONFIRMATION is shown beside.',
})
export class CheckoutConfirmationContext {
  @Field(() => OrderStub, { nullable: true, description: 'The order, as its buyer sees it.' })
  order?: OrderStub | null;

  @Field(() => OrganizationStub, ORGANIZATION)
  organization?: OrganizationStub | null;
}

@ObjectType('OrderDetailContext', { description: 'What a component at ORDER_DETAIL is shown beside.' })
export class OrderDetailContext {
  @Scoped('orders:read')
  @Field(() => OrderStub, { nullable: true, description: 'The order, if the viewer may see it.' })
  order?: OrderStub | null;

  @Field(() => OrganizationStub, ORGANIZATION)
  organization?: OrganizationStub | null;
}

@ObjectType('CheckInContext', { description: 'What a component at CHECK_IN is shown beside.' })
export class CheckInContext {
  @Scoped('events:read')
  @Field(() => EventStub, { nullable: true, description: 'The event at whose door it is.' })
  event?: EventStub | null;

  @Scoped('tickets:check_in')
  @Field(() => TicketStub, { nullable: true, description: 'The ticket that was scanned last; null before the first.' })
  ticket?: TicketStub | null;

  @Field(() => OrganizationStub, ORGANIZATION)
  organization?: OrganizationStub | null;
}

export const contextTypes = [
  AdminSettingsContext,
  DashboardWidgetContext,
  EventCreationContext,
  EventDetailContext,
  TicketSelectionContext,
  PaymentMethodsContext,
  CheckoutConfirmationContext,
  OrderDetailContext,
  CheckInContext,
];
