/** The access token lives in memory only; the refresh token is a cookie that scripts cannot read. */
let accessToken: { readonly value: string; readonly expiresAt: number } | undefined;
let renewing: Promise<string | undefined> | undefined;

/** Renew a little early, so that a token does not run out on its way. */
const MARGIN = 30_000;

const RENEW = 'mutation RenewSession { refreshTokens { accessToken expiresIn } }';

/** Keeps the token of a sign-in. `expiresIn` is in seconds. */
export function keepAccessToken(value: string, expiresIn: number): void {
  accessToken = { value, expiresAt: Date.now() + expiresIn * 1_000 };
}

export function dropAccessToken(): void {
  accessToken = undefined;
}

/** Nobody can say who is signed in: the server was not reached, or is not well. */
export class Unreachable extends Error {}

/** A token that is good now, renewed from the cookie if need be; undefined for who is not signed in. Throws Unreachable. */
export async function currentAccessToken(): Promise<string | undefined> {
  if (accessToken && accessToken.expiresAt - MARGIN > Date.now()) return accessToken.value;
  // Requests that come together share one renewal: the refresh token is good for one use.
  renewing ??= renew().finally(() => {
    renewing = undefined;
  });
  return renewing;
}

async function renew(): Promise<string | undefined> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: RENEW }),
  }).catch(() => undefined);
  if (!response || response.status >= 500) throw new Unreachable('The server was not reached.');
  const body = (await response.json().catch(() => undefined)) as
    | { data?: { refreshTokens: { accessToken: string; expiresIn: number } | null } | null }
    | undefined;
  const tokens = body?.data?.refreshTokens;
  if (!tokens) {
    dropAccessToken();
    return undefined;
  }
  keepAccessToken(tokens.accessToken, tokens.expiresIn);
  return tokens.accessToken;
}
