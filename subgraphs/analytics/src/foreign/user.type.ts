import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** Owned by users; analytics only points at it. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('User', {
  description: 'A person with an account. Seen by that person and by members of the same organization.',
})
export class UserType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}
