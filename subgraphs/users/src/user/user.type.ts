import { Directive, Field, ID, ObjectType, Url } from '@ticketbase/subgraph-kit/graphql';

@Directive('@key(fields: "id")')
@ObjectType('User', {
  description: 'A person with an account. Seen by that person and by members of the same organization.',
})
export class UserType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'How the person is called.' })
  name!: string;

  @Field(() => Url, { nullable: true, description: 'A picture of the person.' })
  avatarUrl?: string | null;

  // What follows is for some only: see the resolver.
  email!: string;
  twoFactorEnabled!: boolean;
  lastActiveAt?: Date | null;
}
