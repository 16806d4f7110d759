import {
  ACCESS_TOKEN_AUDIENCE,
  ACCESS_TOKEN_ISSUER,
  DomainError,
  type FindVerificationKey,
  hashSecret,
  ServiceUnavailableError,
  UnauthenticatedError,
  Viewer,
  viewerOfClaims,
} from '@ticketbase/kernel';
import jwt from 'jsonwebtoken';
import { Passport } from 'passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { BoundedCache } from '../bounded-cache.ts';
import { isApiToken } from './api-token-exchange.ts';

/** Who asks, and the access token that proves it to subgraphs behind HTTP. */
interface Identified {
  readonly viewer: Viewer;
  readonly accessToken?: string;
}

/** Says who an Authorization header speaks for. Throws UNAUTHENTICATED for any header but a valid bearer token. */
export type Identify = (authorization: string | undefined, requestId: string) => Promise<Identified>;

/** Milliseconds for which a token that was verified is not verified again; it never outlives the token itself. */
const REMEMBERED_FOR = 10_000;
const MAX_REMEMBERED = 10_000;

const STRATEGY = 'access-token';
const BEARER = /^Bearer +([^\s]+)$/i;

/**
 * Identity at the edge. An API token is exchanged for an access token first, so that there is one thing to verify:
 * passport's JWT strategy checks signature, algorithm, issuer, audience and expiry, the kernel reads the claims.
 */
export function createIdentify(
  findKey: FindVerificationKey,
  exchange: (apiToken: string, requestId: string) => Promise<string>,
): Identify {
  const passport = new Passport();
  passport.use(STRATEGY, accessTokenStrategy(findKey));

  const verify = (accessToken: string) =>
    new Promise<Viewer>((resolve, reject) => {
      const decide = (error: unknown, viewer: Viewer | false | null, why: unknown) => {
        if (viewer) resolve(viewer);
        else reject(error ?? unauthenticated(why));
      };
      const request = { headers: { authorization: `Bearer ${accessToken}` } };
      passport.authenticate(STRATEGY, { session: false }, decide)(request, {}, reject);
    });

  const verified = new BoundedCache<{ readonly viewer: Viewer; readonly until: number }>({
    maxEntries: MAX_REMEMBERED,
  });
  const verifyOnce = async (accessToken: string): Promise<Viewer> => {
    const key = hashSecret(accessToken);
    const known = verified.get(key);
    if (known && known.until > Date.now()) return known.viewer;
    const viewer = await verify(accessToken);
    verified.set(key, { viewer, until: Math.min(Date.now() + REMEMBERED_FOR, expiryOf(accessToken)) });
    return viewer;
  };

  return async (authorization, requestId) => {
    if (authorization === undefined) return { viewer: Viewer.anonymous };
    const bearer = BEARER.exec(authorization)?.[1];
    if (!bearer) throw new UnauthenticatedError('The Authorization header must be "Bearer <token>".');
    const accessToken = isApiToken(bearer) ? await exchange(bearer, requestId) : bearer;
    return { viewer: await verifyOnce(accessToken), accessToken };
  };
}

/** When a verified token expires, in milliseconds. */
function expiryOf(accessToken: string): number {
  const claims = jwt.decode(accessToken);
  return typeof claims === 'object' && typeof claims?.exp === 'number' ? claims.exp * 1_000 : 0;
}

function accessTokenStrategy(findKey: FindVerificationKey): Strategy {
  return new Strategy(
    {
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      algorithms: ['ES256'],
      issuer: ACCESS_TOKEN_ISSUER,
      audience: ACCESS_TOKEN_AUDIENCE,
      secretOrKeyProvider(_request, token, done) {
        publicKeyOf(token, findKey).then(
          key => done(null, key as unknown as string),
          error => done(error),
        );
      },
    },
    (claims: unknown, done: (error: unknown, viewer?: Viewer) => void) => {
      try {
        done(null, viewerOfClaims(claims));
      } catch (error) {
        done(error);
      }
    },
  );
}

async function publicKeyOf(token: string, findKey: FindVerificationKey) {
  const keyId = keyIdOf(token);
  const key = keyId === undefined ? undefined : await findKey(keyId).catch(keysAreUnknown);
  if (!key) throw new UnauthenticatedError('The access token is not one of ours.');
  return key;
}

const keysAreUnknown = (cause: unknown): never => {
  throw new ServiceUnavailableError('users', cause);
};

function keyIdOf(token: string): string | undefined {
  try {
    const header = jwt.decode(token, { complete: true })?.header;
    return header?.alg === 'ES256' ? header.kid : undefined;
  } catch {
    return undefined;
  }
}

function unauthenticated(why: unknown): DomainError {
  if (why instanceof DomainError) return why;
  const expired = why instanceof jwt.TokenExpiredError;
  return new UnauthenticatedError(expired ? 'The access token has expired.' : 'The access token is not valid.');
}
