import {
  Access,
  Arg,
  Ctx,
  Directive,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
} from '@ticketbase/subgraph-kit/graphql';
import { AuthTokensType } from '../auth/auth.type.ts';
import { clearRefreshToken, handOver } from '../auth/refresh-cookie.ts';
import type { UsersContext } from '../context.ts';
import type { Session } from './session.entity.ts';
import { SessionType } from './session.type.ts';

@Resolver(() => SessionType)
export class SessionResolver {
  @Access('authenticated')
  @Query(() => [SessionType], { description: "The viewer's open sessions, latest first." })
  sessions(@Ctx() { sessions }: UsersContext) {
    return sessions.list();
  }

  @Access('public')
  @Directive('@inaccessible')
  @Query(() => Boolean, {
    description:
      'For gateways, asked as the viewer of a stream or of a change: UNAUTHENTICATED if their session or API token was ended, or their role has changed.',
  })
  async viewerIsCurrent(@Ctx() { sessions }: UsersContext) {
    await sessions.requireLive();
    return true;
  }

  @FieldResolver(() => Boolean, { description: 'True for the session that asks.' })
  current(@Root() session: Session, @Ctx() { viewer }: UsersContext) {
    return viewer.identity.kind === 'user' && viewer.identity.sessionId === session.id;
  }

  @Access('public')
  @Mutation(() => AuthTokensType, {
    description:
      'Continues a session: gives new tokens for a refresh token, which is thereby used up. INVALID_REFRESH_TOKEN if it was used before, which also ends the session.',
  })
  async refreshTokens(
    @Arg('refreshToken', () => String, {
      nullable: true,
      description: 'The refresh token; the httpOnly cookie if it is absent.',
    })
    refreshToken: string | null | undefined,
    @Ctx() context: UsersContext,
  ) {
    return handOver(context, await context.sessions.refresh(refreshToken ?? context.request.client?.refreshToken));
  }

  @Access('authenticated')
  @Mutation(() => AuthTokensType, {
    description: 'Goes on as a member of another organization of the viewer’s, with new tokens in the same session.',
  })
  async switchOrganization(
    @Arg('organizationId', () => ID, { description: 'An organization of which the viewer is a member.' })
    organizationId: string,
    @Ctx() context: UsersContext,
  ) {
    return handOver(context, await context.sessions.switchTo(organizationId));
  }

  @Access('public')
  @Mutation(() => Boolean, { description: 'Ends the session that asks. True also when it had ended before.' })
  logout(@Ctx() context: UsersContext) {
    clearRefreshToken(context);
    return context.sessions.logout();
  }

  @Access('authenticated')
  @Mutation(() => Boolean, {
    description:
      'Ends one of the viewer’s sessions. Its access token, which lives for 15 minutes at most, changes nothing from now on.',
  })
  revokeSession(
    @Arg('id', () => ID, { description: 'The session’s id.' }) id: string,
    @Ctx() { sessions }: UsersContext,
  ) {
    return sessions.revoke(id);
  }
}
