import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** A user, owned by users: only pointed at from here. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('User', { description: 'Someone who signed up.' })
export class UserStub {
  @Field(() => ID, { description: 'The user’s id.' })
  id!: string;
}
