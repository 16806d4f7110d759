import { Access, Arg, Ctx, Mutation, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { UsersContext } from '../context.ts';
import { RegisterInputType } from './auth.input.ts';
import { AuthTokensType, LoginResultType } from './auth.type.ts';
import { clearRefreshToken, handOver } from './refresh-cookie.ts';

@Resolver()
export class AuthResolver {
  @Access('public')
  @Mutation(() => AuthTokensType, {
    description: 'Makes an account and its organization, and signs in. EMAIL_TAKEN if the address has an account.',
  })
  async register(
    @Arg('input', () => RegisterInputType, { description: 'The account.' }) input: RegisterInputType,
    @Ctx() context: UsersContext,
  ) {
    return handOver(context, await context.auth.register(input));
  }

  @Access('public')
  @Mutation(() => LoginResultType, {
    description:
      'Signs in. INVALID_CREDENTIALS for an unknown address and for a wrong password alike; TOO_MANY_ATTEMPTS says in `retryAfter` how many seconds to wait.',
  })
  async login(
    @Arg('email', () => String, { description: 'The address; capitals make no difference.' }) email: string,
    @Arg('password', () => String, { description: 'The password.' }) password: string,
    @Ctx() context: UsersContext,
  ) {
    const result = await context.auth.login(email, password);
    return 'accessToken' in result ? handOver(context, result) : result;
  }

  @Access('public')
  @Mutation(() => AuthTokensType, {
    description: 'Completes a login with a code of the authenticator, or a recovery code.',
  })
  async completeTwoFactorLogin(
    @Arg('challengeToken', () => String, { description: 'From login, good for five minutes.' }) challengeToken: string,
    @Arg('code', () => String, { description: 'Six digits, or a recovery code.' }) code: string,
    @Ctx() context: UsersContext,
  ) {
    return handOver(context, await context.auth.completeTwoFactorLogin(challengeToken, code));
  }

  @Access('authenticated')
  @Mutation(() => Boolean, { description: "Sets a new password, and ends the viewer's other sessions." })
  changePassword(
    @Arg('currentPassword', () => String, { description: 'The password so far.' }) currentPassword: string,
    @Arg('newPassword', () => String, { description: 'At least 10 characters, and neither the address nor the name.' })
    newPassword: string,
    @Ctx() { auth }: UsersContext,
  ) {
    return auth.changePassword(currentPassword, newPassword);
  }

  @Access('public')
  @Mutation(() => Boolean, {
    description: 'Sends a link to set a new password. True whether or not the address has an account.',
  })
  requestPasswordReset(
    @Arg('email', () => String, { description: 'The address.' }) email: string,
    @Ctx() { passwordResets }: UsersContext,
  ) {
    return passwordResets.request(email);
  }

  @Access('public')
  @Mutation(() => Boolean, {
    description:
      'Sets a new password with the token of a link, and ends every session. The token works once, for an hour.',
  })
  async resetPassword(
    @Arg('token', () => String, { description: 'From the link.' }) token: string,
    @Arg('newPassword', () => String, { description: 'At least 10 characters, and neither the address nor the name.' })
    newPassword: string,
    @Ctx() context: UsersContext,
  ) {
    const done = await context.passwordResets.reset(token, newPassword);
    clearRefreshToken(context);
    return done;
  }
}
