import type { EntityManager } from '@mikro-orm/postgresql';
import {
  hashSecret,
  type Identity,
  isId,
  type Logger,
  NotFoundError,
  newId,
  newSecret,
  ROLE_SCOPES,
  type Role,
  UnauthenticatedError,
} from '@ticketbase/kernel';
import { ACCESS_TOKEN_LIFETIME, type AccessTokens } from '../auth/access-tokens.ts';
import { InvalidRefreshTokenError, NoOrganizationError } from '../auth/auth.errors.ts';
import { authenticate, RefreshStrategy } from '../auth/strategies.ts';
import type { RequestScope } from '../request-scope.ts';
import { RefreshTokenEntity, type RevocationReason, type Session, SessionEntity } from './session.entity.ts';

/** Seconds for which a refresh token is good, counted from its last rotation. */
export const REFRESH_TOKEN_LIFETIME = 30 * 24 * 60 * 60;

/**
 * Seconds in which the token that was just rotated may come once more without being taken for stolen: two tabs that
 * refresh together, or an answer that was lost on the way. It gets another token of the same generation; as soon as
 * one of those is used, the others are old, so a thief within the window is found out at the next refresh.
 */
const ROTATION_GRACE = 10;

/** Tokens as they are handed to their owner, once. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds until the access token expires. */
  readonly expiresIn: number;
}

interface Continued {
  readonly sessionId: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly generation: number;
}

type UserIdentity = Extract<Identity, { kind: 'user' }>;

/** Sessions: opened by a login, continued by rotating refresh tokens, ended by their owner or by a suspicion. */
export class SessionService {
  private readonly scope: RequestScope;
  private readonly accessTokens: AccessTokens;
  private readonly logger: Logger;
  private live: Promise<void> | undefined;

  constructor(scope: RequestScope, accessTokens: AccessTokens, logger: Logger) {
    this.scope = scope;
    this.accessTokens = accessTokens;
    this.logger = logger;
  }

  /**
   * Refuses a viewer whose session or API token was ended, or whose role has changed since the access token was made:
   * such a token is good for reading elsewhere until it expires, but changes nothing: gateways ask before they let it.
   * Throws UNAUTHENTICATED.
   */
  requireLive(): Promise<void> {
    this.live ??= this.checkLive();
    return this.live;
  }

  private async checkLive(): Promise<void> {
    const { em, viewer } = this.scope;
    const { identity } = viewer;
    if (identity.kind === 'anonymous') throw new UnauthenticatedError();
    if (identity.kind === 'api-token') {
      const rows = await em.execute(
        `select 1 from api_token where id = ? and organization_id = ? and revoked_at is null
            and (expires_at is null or expires_at > now())`,
        [identity.tokenId, identity.organizationId],
      );
      if (rows.length === 0) throw new UnauthenticatedError('This API token was revoked.');
    }
    if (identity.kind !== 'user') return;
    const rows = await em.execute(
      `select 1 from session s
          join membership m on m.user_id = s.user_id and m.organization_id = ?
        where s.id = ? and s.user_id = ? and s.revoked_at is null and s.expires_at > now() and m.role = ?`,
      [identity.organizationId, identity.sessionId, identity.userId, identity.role],
    );
    if (rows.length === 0) throw new UnauthenticatedError('This session was ended, or its rights have changed.');
  }

  /** Opens a session in the given transaction, and says who its tokens speak for. Throws NO_ORGANIZATION. */
  async open(
    em: EntityManager,
    userId: string,
    organizationId: string,
  ): Promise<{ tokens: IssuedTokens; identity: UserIdentity }> {
    const session = { sessionId: newId(), userId, organizationId, generation: 0 };
    await em.insert(SessionEntity, {
      id: session.sessionId,
      userId,
      organizationId,
      generation: 0,
      ip: this.scope.client.ip?.slice(0, 64),
      userAgent: this.scope.client.userAgent?.slice(0, 300),
      expiresAt: new Date(Date.now() + REFRESH_TOKEN_LIFETIME * 1000),
    });
    return this.hand(em, session);
  }

  /** The organization in which someone signs in: the one of their latest session, else the one they joined first. */
  async homeOrganization(em: EntityManager, userId: string): Promise<string | null> {
    const [row] = await em.execute<{ organization_id: string }[]>(
      `select m.organization_id from membership m
         left join lateral (select max(s.last_used_at) as used from session s
           where s.user_id = m.user_id and s.organization_id = m.organization_id) latest on true
        where m.user_id = ? order by latest.used desc nulls last, m.created_at, m.id limit 1`,
      [userId],
    );
    return row?.organization_id ?? null;
  }

  /** Turns a refresh token in for new tokens. Throws INVALID_REFRESH_TOKEN; a stolen token also ends its session. */
  async refresh(refreshToken: string | null | undefined): Promise<IssuedTokens> {
    const strategy = new RefreshStrategy(token => this.rotate(token));
    const tokens = await authenticate<IssuedTokens>(strategy, { refreshToken: refreshToken ?? undefined });
    if (!tokens) throw new InvalidRefreshTokenError();
    return tokens;
  }

  private rotate(token: string): Promise<IssuedTokens | undefined> {
    // A refusal returns instead of throwing, so that the transaction which ends a stolen session commits.
    return this.scope.em.transactional(async em => {
      const session = await this.continue(em, token);
      return session ? (await this.hand(em, session)).tokens : undefined;
    });
  }

  private async continue(em: EntityManager, token: string): Promise<Continued | undefined> {
    const [found] = await em.execute<
      { id: string; user_id: string; organization_id: string; current: number; generation: number; recent: boolean }[]
    >(
      `select s.id, s.user_id, s.organization_id, s.generation as current, t.generation,
              s.rotated_at > now() - make_interval(secs => ${ROTATION_GRACE}) as recent
         from refresh_token t join session s on s.id = t.session_id
        where t.token_hash = ? and s.revoked_at is null and s.expires_at > now()
          and exists (select 1 from membership m where m.user_id = s.user_id and m.organization_id = s.organization_id)
          for update of s`,
      [hashSecret(token)],
    );
    if (!found) return undefined;
    const session = { sessionId: found.id, userId: found.user_id, organizationId: found.organization_id };
    if (found.generation === found.current) {
      return { ...session, generation: await this.advance(em, found.id) };
    }
    if (found.generation === found.current - 1 && found.recent) return { ...session, generation: found.current };
    this.logger.warn({ sessionId: found.id, requestId: this.scope.requestId }, 'a used refresh token came again');
    await this.end(em, { id: found.id }, 'token-reuse');
    return undefined;
  }

  private async advance(em: EntityManager, sessionId: string): Promise<number> {
    const [row] = await em.execute<{ generation: number }[]>(
      `update session set generation = generation + 1, rotated_at = now(), last_used_at = now(),
              expires_at = now() + make_interval(secs => ${REFRESH_TOKEN_LIFETIME})
        where id = ? returning generation`,
      [sessionId],
    );
    return row!.generation;
  }

  /** Signs in to another organization of the viewer's, in the same session. Throws NOT_FOUND. */
  async switchTo(organizationId: string): Promise<IssuedTokens> {
    await this.requireLive();
    const { em, viewer } = this.scope;
    const identity = viewer.identity as UserIdentity;
    return em.transactional(async tx => {
      const moved = isId(organizationId)
        ? await tx.execute(
            `update session s set organization_id = m.organization_id from membership m
              where s.id = ? and s.revoked_at is null and m.user_id = s.user_id and m.organization_id = ? returning s.id`,
            [identity.sessionId, organizationId],
          )
        : [];
      if (moved.length === 0) throw new NotFoundError('The organization');
      const generation = await this.advance(tx, identity.sessionId);
      const session = { sessionId: identity.sessionId, userId: identity.userId, organizationId, generation };
      return (await this.hand(tx, session)).tokens;
    });
  }

  /** The viewer's open sessions, latest first. */
  async list(): Promise<Session[]> {
    await this.requireLive();
    const where = { userId: this.scope.viewer.requireUser(), revokedAt: null, expiresAt: { $gt: new Date() } };
    // A person's sessions are theirs, in whichever organization each stands.
    return this.scope.em.find(SessionEntity, where, {
      orderBy: { lastUsedAt: 'desc', id: 'desc' },
      filters: { tenant: false },
    });
  }

  /** Ends one of the viewer's sessions. Throws NOT_FOUND. */
  async revoke(id: string): Promise<boolean> {
    await this.requireLive();
    const userId = this.scope.viewer.requireUser();
    const ended = isId(id) ? await this.end(this.scope.em, { id, user_id: userId }, 'revoked') : 0;
    if (ended === 0) throw new NotFoundError('The session');
    return true;
  }

  /** Ends the viewer's session; true also if it was ended before, or if there is none. */
  async logout(): Promise<boolean> {
    const { identity } = this.scope.viewer;
    if (identity.kind === 'user') await this.end(this.scope.em, { id: identity.sessionId }, 'logout');
    const cookie = this.scope.client.refreshToken;
    if (cookie) await this.endByToken(cookie);
    return true;
  }

  private async endByToken(token: string): Promise<void> {
    const [found] = await this.scope.em.execute<{ session_id: string }[]>(
      'select session_id from refresh_token where token_hash = ?',
      [hashSecret(token)],
    );
    if (found) await this.end(this.scope.em, { id: found.session_id }, 'logout');
  }

  /** Ends a person's sessions: all, or all but one. */
  async endAll(em: EntityManager, userId: string, reason: RevocationReason, exceptId?: string): Promise<void> {
    await em.execute(
      `update session set revoked_at = now(), revoked_because = ?
        where user_id = ? and revoked_at is null and id is distinct from ?::uuid`,
      [reason, userId, exceptId ?? null],
    );
  }

  /** Ends the open sessions that match, and says how many there were. */
  async end(
    em: EntityManager,
    where: { id?: string; user_id?: string; organization_id?: string },
    reason: RevocationReason,
  ): Promise<number> {
    const columns = Object.entries(where);
    const ended = await em.execute(
      `update session set revoked_at = now(), revoked_because = ?
        where revoked_at is null and ${columns.map(([column]) => `${column} = ?`).join(' and ')} returning id`,
      [reason, ...columns.map(([, value]) => value)],
    );
    return ended.length;
  }

  private async hand(em: EntityManager, session: Continued): Promise<{ tokens: IssuedTokens; identity: UserIdentity }> {
    const [person] = await em.execute<{ role: Role; operator: boolean }[]>(
      `update "user" u set last_active_at = now() from membership m
        where u.id = ? and m.user_id = u.id and m.organization_id = ? returning m.role, u.operator`,
      [session.userId, session.organizationId],
    );
    if (!person) throw new NoOrganizationError();
    const refreshToken = newSecret();
    const { sessionId, generation } = session;
    await em.insert(RefreshTokenEntity, { tokenHash: hashSecret(refreshToken), sessionId, generation });
    const identity: UserIdentity = {
      kind: 'user',
      userId: session.userId,
      organizationId: session.organizationId,
      role: person.role,
      scopes: ROLE_SCOPES[person.role],
      sessionId,
      operator: person.operator,
    };
    const accessToken = this.accessTokens.issue(identity);
    return { tokens: { accessToken, refreshToken, expiresIn: ACCESS_TOKEN_LIFETIME }, identity };
  }
}
