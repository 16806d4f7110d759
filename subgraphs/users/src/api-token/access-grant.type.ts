import { Field, ID, Int, ObjectType } from '@ticketbase/subgraph-kit/graphql';

@ObjectType('AccessGrant', { description: 'An access token for a program.' })
export class AccessGrantType {
  @Field(() => String, { description: 'A JWT (ES256), as people have.' })
  accessToken!: string;

  @Field(() => Int, { description: 'Seconds until it expires.' })
  expiresIn!: number;

  @Field(() => ID, { description: 'The organization that it speaks for.' })
  organizationId!: string;
}
