import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** A user, owned by users: only pointed at from here. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('User', {
  description: 'A person with an account. Seen by that person and by members of the same organization.',
})
export class UserStub {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}
