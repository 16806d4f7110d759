import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** An order, which `payments` owns, with what its tickets are found by. */
@Directive('@key(fields: "id")')
@ObjectType('Order', { description: 'What a buyer bought at once.' })
export class OrderReference {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Directive('@external')
  @Field(() => ID, { description: 'The organization that sells.' })
  organizationId!: string;
}
