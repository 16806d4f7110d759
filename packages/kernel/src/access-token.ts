import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { UnauthenticatedError } from './errors.ts';
import { isScope, ROLES, type Scope } from './scopes.ts';
import { type Identity, Viewer } from './viewer.ts';

const scopes = z.array(z.string()).transform(values => values.filter(isScope) as Scope[]);
const claims = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('user'),
    sub: z.uuid(),
    org: z.uuid(),
    role: z.enum(ROLES),
    scopes,
    sid: z.uuid(),
    operator: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('api-token'), sub: z.uuid(), org: z.uuid(), scopes }),
  z.object({ kind: z.literal('plugin'), sub: z.uuid(), plugin: z.string(), org: z.uuid(), scopes }),
]);
export type AccessTokenClaims = z.infer<typeof claims>;

export const ACCESS_TOKEN_ISSUER = 'ticketbase';
export const ACCESS_TOKEN_AUDIENCE = 'ticketbase-api';

/** Finds the public key for a token's `kid`; undefined if there is none. */
export type FindVerificationKey = (keyId: string) => Promise<KeyObject | undefined>;

/**
 * Verifies an ES256 access token and says who it speaks for.
 * Throws UNAUTHENTICATED for anything but a valid, unexpired token of this issuer and audience.
 */
export async function verifyAccessToken(token: string, findKey: FindVerificationKey): Promise<Viewer> {
  const header = jwt.decode(token, { complete: true })?.header;
  const key = header?.kid && header.alg === 'ES256' ? await findKey(header.kid) : undefined;
  if (!key) throw new UnauthenticatedError('The access token is not one of ours.');
  let payload: unknown;
  try {
    payload = jwt.verify(token, key, {
      algorithms: ['ES256'],
      issuer: ACCESS_TOKEN_ISSUER,
      audience: ACCESS_TOKEN_AUDIENCE,
    });
  } catch (error) {
    const expired = error instanceof jwt.TokenExpiredError;
    throw new UnauthenticatedError(expired ? 'The access token has expired.' : 'The access token is not valid.');
  }
  return viewerOfClaims(payload);
}

/** Who the claims of an access token speak for, once its signature was verified. Throws UNAUTHENTICATED. */
export function viewerOfClaims(payload: unknown): Viewer {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new UnauthenticatedError('The access token is not valid.');
  return new Viewer(toIdentity(parsed.data));
}

/** The claims that stand for an identity in an access token; undefined for those that have no token. */
export function toAccessTokenClaims(identity: Identity): AccessTokenClaims | undefined {
  switch (identity.kind) {
    case 'user':
      return {
        kind: 'user',
        sub: identity.userId,
        org: identity.organizationId,
        role: identity.role,
        scopes: [...identity.scopes],
        sid: identity.sessionId,
        operator: identity.operator,
      };
    case 'api-token':
      return { kind: 'api-token', sub: identity.tokenId, org: identity.organizationId, scopes: [...identity.scopes] };
    case 'plugin':
      return {
        kind: 'plugin',
        sub: identity.installationId,
        plugin: identity.pluginId,
        org: identity.organizationId,
        scopes: [...identity.scopes],
      };
    default:
      return undefined;
  }
}

function toIdentity(token: AccessTokenClaims): Identity {
  switch (token.kind) {
    case 'user':
      return {
        kind: 'user',
        userId: token.sub,
        organizationId: token.org,
        role: token.role,
        scopes: token.scopes,
        sessionId: token.sid,
        operator: token.operator,
      };
    case 'api-token':
      return { kind: 'api-token', tokenId: token.sub, organizationId: token.org, scopes: token.scopes };
    case 'plugin':
      return {
        kind: 'plugin',
        installationId: token.sub,
        pluginId: token.plugin,
        organizationId: token.org,
        scopes: token.scopes,
      };
  }
}
