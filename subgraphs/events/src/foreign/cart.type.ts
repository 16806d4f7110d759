import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** A cart, which `payments` owns, with what its event is found by. */
@Directive('@key(fields: "id")')
@ObjectType('Cart', { description: 'Tickets that are set aside for someone until expiresAt.' })
export class CartReference {
  @Field(() => ID, { description: 'The cart’s id.' })
  id!: string;

  @Directive('@external')
  @Field(() => ID, { description: 'The event that the tickets are for.' })
  eventId!: string;
}

/** One ticket type in a cart. Its ticket type is a part of its key, so that `payments` is not asked for it again. */
@Directive('@key(fields: "id ticketTypeId")')
@ObjectType('CartItem', { description: 'One ticket type in a cart.' })
export class CartItemReference {
  @Field(() => ID, { description: 'The item’s id.' })
  id!: string;

  @Directive('@inaccessible')
  @Field(() => ID, { description: 'The ticket type’s id, for subgraphs that add to items.' })
  ticketTypeId!: string;
}
