import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** A cart, owned by payments: here only pointed at by contexts. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Cart', { description: 'Tickets that are set aside for someone until expiresAt.' })
export class CartStub {
  @Field(() => ID, { description: 'The cart’s id.' })
  id!: string;
}
