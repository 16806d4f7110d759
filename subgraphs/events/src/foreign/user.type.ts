import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** A person, whom `users` owns: here only the key. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('User', {
  description: 'A person with an account. Seen by that person and by members of the same organization.',
})
export class UserReference {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}

/** The reference to a person, if there is one. */
export const userReference = (id: string | null): UserReference | null => (id === null ? null : { id });
