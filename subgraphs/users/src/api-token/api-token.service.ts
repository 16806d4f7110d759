import type { EntityManager } from '@mikro-orm/postgresql';
import {
  BadUserInputError,
  domainEvent,
  hashSecret,
  isId,
  isScope,
  NotFoundError,
  newId,
  newSecret,
  ROLE_SCOPES,
  type Role,
  type Scope,
  UnauthenticatedError,
} from '@ticketbase/kernel';
import { idempotent, parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import { ACCESS_TOKEN_LIFETIME, type AccessTokens } from '../auth/access-tokens.ts';
import type { RequestScope } from '../request-scope.ts';
import type { SessionService } from '../session/session.service.ts';
import { type ApiToken, ApiTokenEntity } from './api-token.entity.ts';
import { type CreateApiTokenInputType, createApiTokenSchema, scopesSchema } from './api-token.input.ts';

/** How every secret begins, so that scanners of leaked secrets find it. */
const SECRET_PREFIX = 'tb_';
const SHOWN_CHARACTERS = 8;
/** Seconds that a plugin's access token is good for: one action. */
const PLUGIN_TOKEN_LIFETIME = 60;

/** An access token for a program, and the organization that it speaks for. */
export interface AccessGrant {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly organizationId: string;
}

/** Keys for programs. */
export class ApiTokenService {
  private readonly scope: RequestScope;
  private readonly sessions: SessionService;
  private readonly accessTokens: AccessTokens;

  constructor(scope: RequestScope, sessions: SessionService, accessTokens: AccessTokens) {
    this.scope = scope;
    this.sessions = sessions;
    this.accessTokens = accessTokens;
  }

  /** The organization's tokens that were not revoked, newest first. */
  async list(): Promise<ApiToken[]> {
    const organizationId = this.scope.viewer.require('tokens:manage');
    const where = { organizationId, revokedAt: null };
    return this.scope.em.find(ApiTokenEntity, where, { orderBy: { createdAt: 'desc', id: 'desc' } });
  }

  /** Makes a token; its secret is in the answer and nowhere else. Throws BAD_USER_INPUT. */
  async create(input: CreateApiTokenInputType): Promise<{ token: ApiToken; secret: string | null }> {
    await this.sessions.requireLive();
    const { em, viewer } = this.scope;
    const organizationId = viewer.require('tokens:manage');
    const { idempotencyKey, ...asked } = input;
    const { name, scopes, expiresAt } = parseInput(createApiTokenSchema, asked);
    this.requireHeld(scopes);
    const secret = SECRET_PREFIX + newSecret();
    let fresh = false;
    const insert = (tx: EntityManager) => {
      fresh = true;
      return this.insert(tx, { organizationId, name, scopes, expiresAt, secret });
    };
    const id = idempotencyKey
      ? await idempotent(
          em,
          { owner: organizationId, operation: 'createApiToken', key: idempotencyKey, input: asked },
          insert,
        )
      : await em.transactional(insert);
    const token = await em.findOneOrFail(ApiTokenEntity, { id });
    return { token, secret: fresh ? secret : null };
  }

  /** Ends a token. Gateways know it for half a minute more, and let it change nothing. Throws NOT_FOUND. */
  async revoke(id: string): Promise<boolean> {
    await this.sessions.requireLive();
    const { em, viewer } = this.scope;
    const organizationId = viewer.require('tokens:manage');
    if (!isId(id)) throw new NotFoundError('The API token');
    const revoked = await em.transactional(tx =>
      this.revokeWhere(tx, 'id = ? and organization_id = ?', [id, organizationId]),
    );
    if (revoked === 0) throw new NotFoundError('The API token');
    return true;
  }

  /** Ends what a member made in the viewer's organization, in the given transaction. */
  async revokeAllOf(em: EntityManager, userId: string): Promise<void> {
    const organizationId = this.scope.viewer.requireOrganization();
    await this.revokeWhere(em, 'created_by = ? and organization_id = ?', [userId, organizationId]);
  }

  /**
   * An access token for a token's secret, with those of its scopes that its creator holds today.
   * Throws UNAUTHENTICATED.
   */
  async exchange(secret: string): Promise<AccessGrant> {
    const [found] = await this.scope.em.execute<
      { id: string; organization_id: string; scopes: string[]; role: Role; remaining: number }[]
    >(
      `update api_token t set last_used_at = now() from membership m
        where t.token_hash = ? and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
          and m.user_id = t.created_by and m.organization_id = t.organization_id
        returning t.id, t.organization_id, to_jsonb(t.scopes) as scopes, m.role,
          coalesce(ceil(extract(epoch from t.expires_at - now())), ${ACCESS_TOKEN_LIFETIME})::int as remaining`,
      [hashSecret(secret)],
    );
    if (!found) throw new UnauthenticatedError('The API token is unknown, expired or revoked.');
    const scopes = found.scopes.filter(isScope).filter(scope => ROLE_SCOPES[found.role].includes(scope));
    const { id: tokenId, organization_id: organizationId } = found;
    const expiresIn = Math.min(ACCESS_TOKEN_LIFETIME, found.remaining);
    const accessToken = this.accessTokens.issue({ kind: 'api-token', tokenId, organizationId, scopes }, expiresIn);
    return { accessToken, expiresIn, organizationId };
  }

  /** An access token for one action of a plugin in the command's organization. Throws BAD_USER_INPUT. */
  async issueForPlugin(installationId: string, pluginId: string, asked: readonly string[]): Promise<AccessGrant> {
    const organizationId = this.scope.viewer.requireOrganization();
    if (!isId(installationId)) throw new BadUserInputError([{ path: 'installationId', message: 'Must be an id.' }]);
    const scopes = parseInput(scopesSchema, asked, 'scopes');
    const accessToken = this.accessTokens.issue(
      { kind: 'plugin', pluginId, installationId, organizationId, scopes },
      PLUGIN_TOKEN_LIFETIME,
    );
    return { accessToken, expiresIn: PLUGIN_TOKEN_LIFETIME, organizationId };
  }

  private requireHeld(scopes: readonly Scope[]): void {
    const issues = scopes.flatMap((scope, index) =>
      this.scope.viewer.can(scope) ? [] : [{ path: `input.scopes.${index}`, message: `You do not hold ${scope}.` }],
    );
    if (issues.length > 0) throw new BadUserInputError(issues);
  }

  private async insert(
    em: EntityManager,
    token: { organizationId: string; name: string; scopes: Scope[]; expiresAt?: Date | null; secret: string },
  ): Promise<string> {
    const { viewer, requestId } = this.scope;
    const { secret, ...rest } = token;
    const id = newId();
    await em.insert(ApiTokenEntity, {
      ...rest,
      id,
      createdBy: await this.creator(em),
      prefix: secret.slice(0, SHOWN_CHARACTERS),
      tokenHash: hashSecret(secret),
    });
    const payload = { tokenId: id, name: token.name, scopes: token.scopes };
    await recordEvents(em, domainEvent('api_token.created', payload, { viewer, requestId }));
    return id;
  }

  /** A token that a token makes has the same person behind it, so that it ends with that person's membership. */
  private async creator(em: EntityManager): Promise<string> {
    const { identity } = this.scope.viewer;
    if (identity.kind !== 'api-token') return this.scope.viewer.requireUser();
    const parent = await em.findOneOrFail(ApiTokenEntity, { id: identity.tokenId });
    return parent.createdBy;
  }

  private async revokeWhere(em: EntityManager, condition: string, values: readonly string[]): Promise<number> {
    const { viewer, requestId } = this.scope;
    const revoked = await em.execute<{ id: string }[]>(
      `update api_token set revoked_at = now() where revoked_at is null and ${condition} returning id`,
      [...values],
    );
    const events = revoked.map(({ id }) => domainEvent('api_token.revoked', { tokenId: id }, { viewer, requestId }));
    await recordEvents(em, ...events);
    return revoked.length;
  }
}
