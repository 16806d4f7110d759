import { createUnionType, Field, Int, ObjectType } from '@ticketbase/subgraph-kit/graphql';

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
class TwoFactorChallengeType {
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
