import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@ticketbase/subgraph-kit/graphql';

@ObjectType('AuthTokens', { description: 'What a signed-in client holds.' })
export class AuthTokensType {
  @Field(() => String, { description: 'Sent as `Authorization: Bearer …` with every request (JWT, ES256).' })
  accessToken!: string;

  @Field(() => String, { description: 'Turned in once for new tokens by refreshTokens; also set as httpOnly cookie.' })
  refreshToken!: string;

  @Field(() => Int, { description: 'Seconds until the access token expires.' })
  expiresIn!: number;
}

@ObjectType('TwoFactorChallenge', { description: 'A login that needs the second factor.' })
export class TwoFactorChallengeType {
  @Field(() => String, { description: 'Passed to completeTwoFactorLogin with a code, within five minutes.' })
  challengeToken!: string;
}

/** Either tokens, or a challenge for the second factor. */
export const LoginResultType = createUnionType({
  name: 'LoginResult',
  description: 'What a right password leads to: tokens, or the question for the second factor.',
  types: () => [AuthTokensType, TwoFactorChallengeType] as const,
  resolveType: result => ('challengeToken' in result ? TwoFactorChallengeType : AuthTokensType),
});

@InputType('RegisterInput', { description: 'A new account, and the organization that it begins with.' })
export class RegisterInputType {
  @Field(() => String, { description: 'How the person is called, 1 to 100 characters.' })
  name!: string;

  @Field(() => String, { description: 'The address that the person signs in with; capitals make no difference.' })
  email!: string;

  @Field(() => String, { description: 'At least 10 characters, and neither the address nor the name.' })
  password!: string;

  @Field(() => String, { description: 'What the organization is called, 1 to 100 characters.' })
  organizationName!: string;
}

@ObjectType('AccessGrant', { description: 'An access token for a program.' })
export class AccessGrantType {
  @Field(() => String, { description: 'A JWT (ES256), as people have.' })
  accessToken!: string;

  @Field(() => Int, { description: 'Seconds until it expires.' })
  expiresIn!: number;

  @Field(() => ID, { description: 'The organization that it speaks for.' })
  organizationId!: string;
}
