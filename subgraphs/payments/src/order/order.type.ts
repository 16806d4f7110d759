import type { Money } from '@ticketbase/kernel';
import {
  Connection,
  DateTime,
  Directive,
  Field,
  ID,
  Int,
  Json,
  MoneyType,
  ObjectType,
  registerEnumType,
  Scoped,
  Url,
} from '@ticketbase/subgraph-kit/graphql';
import { OrganizationStub } from '../foreign/organization.stub.ts';
import { UserStub } from '../foreign/user.stub.ts';
import { InvoiceAddressType } from '../invoice/invoice.type.ts';
import { LineTaxType } from '../tax/tax-rules.type.ts';

/** Where an order stands. */
export enum OrderStatus {
  PENDING = 'PENDING',
  CONFIRMED = 'CONFIRMED',
  CANCELLED = 'CANCELLED',
  EXPIRED = 'EXPIRED',
  PARTIALLY_REFUNDED = 'PARTIALLY_REFUNDED',
  REFUNDED = 'REFUNDED',
}
registerEnumType(OrderStatus, {
  name: 'OrderStatus',
  description: 'Where an order stands.',
  valuesConfig: {
    PENDING: { description: 'Its tickets are set aside until expiresAt; the payment is awaited.' },
    CONFIRMED: { description: 'Paid, or free; its tickets are issued.' },
    CANCELLED: { description: 'Called off; its tickets were given back.' },
    EXPIRED: { description: 'Not paid in time; its tickets were given back.' },
    PARTIALLY_REFUNDED: {
      description: 'Some of what was paid was given back; or all of it, and a ticket is left that cost nothing.',
    },
    REFUNDED: { description: 'All that was paid was given back, and its tickets are void.' },
  },
});

/** What the buyer does next to pay. */
export enum NextActionType {
  REDIRECT = 'REDIRECT',
  COMPONENT = 'COMPONENT',
  NONE = 'NONE',
}
registerEnumType(NextActionType, {
  name: 'NextActionType',
  description: 'What the buyer does next to pay.',
  valuesConfig: {
    REDIRECT: { description: 'Goes to the URL.' },
    COMPONENT: { description: 'Is shown the plugin’s component, which gets the payload.' },
    NONE: { description: 'Nothing here: follows the instructions, if there are any.' },
  },
});

@ObjectType('NextAction', { description: 'What the buyer does next to pay.' })
export class NextActionObject {
  @Field(() => NextActionType, { description: 'What kind of step it is.' })
  type!: NextActionType;

  @Field(() => Url, { nullable: true, description: 'Where to go, for REDIRECT.' })
  url?: string | null;

  @Field(() => ID, { nullable: true, description: 'The plugin that takes the payment; null for a free order.' })
  pluginId?: string | null;

  @Field(() => Json, { nullable: true, description: 'What the plugin’s component gets, for COMPONENT.' })
  payload!: unknown;
}

@ObjectType('Buyer', { description: 'Who bought.' })
export class BuyerType {
  @Field(() => String, { description: 'The buyer’s name.' })
  name!: string;

  @Field(() => String, { description: 'Where tickets and news of the order are sent.' })
  email!: string;

  @Field(() => UserStub, { nullable: true, description: 'The buyer’s account; null for guests.' })
  user?: UserStub | null;
}

@Directive('@key(fields: "id ticketTypeId", resolvable: false)')
@ObjectType('OrderItem', { description: 'One ticket type of an order, as it was priced at checkout.' })
export class OrderItemType {
  @Field(() => ID, { description: 'The item’s id.' })
  id!: string;

  @Directive('@inaccessible')
  @Field(() => ID, { description: 'The ticket type’s id, for subgraphs that add to items.' })
  ticketTypeId!: string;

  @Field(() => String, { description: 'The ticket type’s name at checkout.' })
  name!: string;

  @Field(() => Int, { description: 'How many tickets.' })
  quantity!: number;

  @Field(() => MoneyType, { description: 'The price of one ticket, before discount, fees and taxes.' })
  unitPrice!: Money;

  @Field(() => MoneyType, { description: 'The tickets’ prices, summed.' })
  subtotal!: Money;

  @Field(() => MoneyType, { description: 'This line’s part of the discount.' })
  discount!: Money;

  @Field(() => MoneyType, { description: 'This line’s part of the fees that the buyer pays.' })
  fees!: Money;

  @Field(() => MoneyType, { description: 'This line’s part of the tax.' })
  tax!: Money;

  @Field(() => [LineTaxType], { description: 'This line’s tax by rate.' })
  taxes!: LineTaxType[];

  @Field(() => MoneyType, { description: 'What the buyer pays for this line.' })
  total!: Money;
}

@Directive('@key(fields: "id")')
@ObjectType('Order', { description: 'A purchase of tickets, with its prices as they were at checkout.' })
export class OrderType {
  @Field(() => ID, { description: 'The order’s id.' })
  id!: string;

  @Directive('@inaccessible')
  @Field(() => ID, { description: 'The organization’s id, for subgraphs that add to orders.' })
  organizationId!: string;

  @Field(() => String, { description: 'What people call the order by, e.g. 2026-000123; unique in its organization.' })
  number!: string;

  @Directive('@inaccessible')
  @Field(() => ID, { description: 'The event’s id, for subgraphs that add to orders.' })
  eventId!: string;

  @Field(() => OrganizationStub, { description: 'Who runs the event.' })
  organization!: OrganizationStub;

  @Scoped('orders:read')
  @Field(() => BuyerType, { description: 'Who bought.' })
  buyer!: BuyerType;

  @Scoped('orders:read')
  @Field(() => InvoiceAddressType, {
    nullable: true,
    description: 'What is to stand on invoices beside the buyer’s name; null if nothing.',
  })
  invoiceAddress?: InvoiceAddressType | null;

  @Field(() => OrderStatus, { description: 'Where the order stands.' })
  status!: OrderStatus;

  @Field(() => MoneyType, { description: 'The tickets’ prices, summed.' })
  subtotal!: Money;

  @Field(() => MoneyType, { description: 'What the promo code took off the subtotal.' })
  discount!: Money;

  @Field(() => MoneyType, { description: 'Fees that the buyer pays.' })
  fees!: Money;

  @Field(() => MoneyType, { description: 'Tax: added to the price, or contained in it if taxIncluded.' })
  tax!: Money;

  @Field(() => Boolean, { description: 'Whether prices contained the tax at checkout.' })
  taxIncluded!: boolean;

  @Field(() => MoneyType, { description: 'What the buyer pays.' })
  total!: Money;

  @Field(() => String, {
    nullable: true,
    description: 'The promo code that lowered the price; null if there was none.',
  })
  promoCode?: string | null;

  @Field(() => ID, { nullable: true, description: 'The chosen way to pay; null for a free order.' })
  paymentMethod?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What buyers chose by, e.g. Bank transfer; null for a free order.',
  })
  paymentMethodLabel?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'By which the payment is found, e.g. what to write on a transfer.',
  })
  paymentReference?: string | null;

  @Field(() => String, { nullable: true, description: 'What the buyer has to do to pay, in plain text.' })
  paymentInstructions?: string | null;

  @Field(() => NextActionObject, {
    nullable: true,
    description: 'What the buyer does next to pay; null once nothing is left to do.',
  })
  nextAction?: NextActionObject | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when the payment is awaited; null once it is not.' })
  expiresAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the order was cancelled; null if it was not, or nobody said.',
  })
  closedReason?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When its tickets were issued; null before that.' })
  confirmedAt?: Date | null;

  @Field(() => DateTime, { description: 'When it was placed.' })
  createdAt!: Date;
}

export const OrderConnection = Connection(() => OrderType, 'Order');

@ObjectType('CheckoutResult', { description: 'An order that was placed, and how to pay it.' })
export class CheckoutResult {
  @Field(() => OrderType, { description: 'The order: PENDING, or CONFIRMED if it costs nothing.' })
  order!: OrderType;

  @Field(() => String, { description: 'Opens the order to whoever holds it; keep it to the buyer.' })
  orderToken!: string;

  @Field(() => NextActionObject, { description: 'What the buyer does next to pay.' })
  nextAction!: NextActionObject;
}
