import { DateTime, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

@ObjectType('ApiToken', { description: 'A key with which a program acts for the organization.' })
export class ApiTokenType {
  @Field(() => ID, { description: 'Its id; pass it to revokeApiToken.' })
  id!: string;

  @Field(() => String, { description: 'What it is for.' })
  name!: string;

  @Field(() => String, { description: 'How its secret begins, to tell tokens apart.' })
  prefix!: string;

  @Field(() => [String], { description: 'What it allows, as far as its creator may do it still.' })
  scopes!: string[];

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it ends; null if it does not by itself.' })
  expiresAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last used, to within 15 minutes.' })
  lastUsedAt?: Date | null;
}

@ObjectType('CreatedApiToken', { description: 'A new API token, with its secret.' })
export class CreatedApiTokenType {
  @Field(() => ApiTokenType, { description: 'The token.' })
  token!: ApiTokenType;

  @Field(() => String, {
    nullable: true,
    description:
      'The secret, shown this once and stored nowhere; null when the request repeats an earlier one by its idempotency key.',
  })
  secret!: string | null;
}
