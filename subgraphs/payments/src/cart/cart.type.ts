import type { Money } from '@ticketbase/kernel';
import { DateTime, Directive, Field, ID, Int, MoneyType, ObjectType } from '@ticketbase/subgraph-kit/graphql';
import { OrganizationStub } from '../foreign/organization.stub.ts';

@Directive('@key(fields: "id ticketTypeId", resolvable: false)')
@ObjectType('CartItem', { description: 'One ticket type in a cart.' })
export class CartItemType {
  @Field(() => ID, { description: 'The item’s id.' })
  id!: string;

  @Directive('@inaccessible')
  @Field(() => ID, { description: 'The ticket type’s id, for subgraphs that add to items.' })
  ticketTypeId!: string;

  @Field(() => String, { description: 'The ticket type’s name when the tickets were set aside.' })
  name!: string;

  @Field(() => Int, { description: 'How many tickets are set aside.' })
  quantity!: number;

  @Field(() => MoneyType, { description: 'The price of one ticket, before discount, fees and taxes.' })
  unitPrice!: Money;

  @Field(() => MoneyType, { description: 'What the buyer pays for this line, with everything.' })
  total!: Money;
}

@Directive('@key(fields: "id")')
@Directive('@key(fields: "token")')
@ObjectType('Cart', { description: 'Tickets that are set aside for someone until expiresAt.' })
export class CartType {
  @Field(() => ID, { description: 'The cart’s id.' })
  id!: string;

  @Field(() => String, { description: 'Opens the cart to whoever holds it; keep it to the buyer.' })
  token!: string;

  @Directive('@inaccessible')
  @Field(() => ID, { description: 'The event’s id, for subgraphs that add to carts.' })
  eventId!: string;

  @Field(() => OrganizationStub, { description: 'Who runs the event.' })
  organization!: OrganizationStub;

  @Field(() => [CartItemType], { description: 'What is in the cart.' })
  items!: CartItemType[];

  @Field(() => String, { nullable: true, description: 'The promo code that lowers the price; null if there is none.' })
  promoCode?: string | null;

  @Field(() => MoneyType, { description: 'The tickets’ prices, summed.' })
  subtotal!: Money;

  @Field(() => MoneyType, { description: 'What the promo code takes off the subtotal.' })
  discount!: Money;

  @Field(() => MoneyType, { description: 'Fees that the buyer pays.' })
  fees!: Money;

  @Field(() => MoneyType, { description: 'Tax: added to the price or contained in it, as the organizer’s rules say.' })
  tax!: Money;

  @Field(() => MoneyType, { description: 'What the buyer pays.' })
  total!: Money;

  @Field(() => DateTime, { description: 'Until when the tickets are set aside.' })
  expiresAt!: Date;

  /** Not in the schema: whose payment methods the cart offers. */
  organizationId!: string;
}
