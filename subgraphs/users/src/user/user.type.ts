import { DateTime, Directive, Field, ID, ObjectType, Url } from '@ticketbase/subgraph-kit/graphql';

@Directive('@key(fields: "id")')
@ObjectType('User', {
  description: 'A person with an account. Seen by that person and by members of the same organization.',
})
export class UserType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'The address that the person signs in with, in lower case.' })
  email!: string;

  @Field(() => String, { description: 'How the person is called.' })
  name!: string;

  @Field(() => Url, { nullable: true, description: 'A picture of the person.' })
  avatarUrl?: string | null;

  @Field(() => Boolean, { description: 'True if a login needs a code beside the password.' })
  twoFactorEnabled!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When the person last signed in or continued a session.' })
  lastActiveAt?: Date | null;
}
