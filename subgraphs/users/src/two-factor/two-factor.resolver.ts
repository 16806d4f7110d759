import { Access, Arg, Ctx, Mutation, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { UsersContext } from '../context.ts';
import { RecoveryCodesType, TwoFactorSetupType } from './two-factor.type.ts';

@Resolver()
export class TwoFactorResolver {
  @Access('authenticated')
  @Mutation(() => TwoFactorSetupType, {
    description: 'Begins to set up an authenticator app. Logins ask for codes once a code has confirmed it.',
  })
  enableTwoFactor(@Ctx() { twoFactor }: UsersContext) {
    return twoFactor.enable();
  }

  @Access('authenticated')
  @Mutation(() => RecoveryCodesType, { description: 'Turns two-factor sign-in on, and gives recovery codes, once.' })
  confirmTwoFactor(
    @Arg('code', () => String, { description: 'What the authenticator shows now.' }) code: string,
    @Ctx() { twoFactor }: UsersContext,
  ) {
    return twoFactor.confirm(code);
  }

  @Access('authenticated')
  @Mutation(() => Boolean, { description: 'Turns two-factor sign-in off.' })
  disableTwoFactor(
    @Arg('code', () => String, { description: 'What the authenticator shows now, or a recovery code.' }) code: string,
    @Ctx() { twoFactor }: UsersContext,
  ) {
    return twoFactor.disable(code);
  }
}
