import type { CookieOptions, Response } from 'express';
import type { RefreshTokenCookie } from '../request-context.ts';

const NAME = 'ticketbase_refresh';

/** The refresh token in a Cookie header; undefined if there is none. */
export function readRefreshToken(cookies: string | undefined): string | undefined {
  for (const cookie of cookies?.split(';') ?? []) {
    const [name, value] = cookie.trim().split('=', 2);
    // Tokens are base64url: anything else is not ours.
    if (name === NAME && value && /^[\w.-]{1,512}$/.test(value)) return value;
  }
  return undefined;
}

/** Sets or clears the cookie. Scripts cannot read it, and no other site's page can have it sent. */
export function writeRefreshToken(response: Response, { token, maxAge }: RefreshTokenCookie, secure: boolean): void {
  const options: CookieOptions = { httpOnly: true, sameSite: 'strict', path: '/graphql', secure };
  if (token === null) response.clearCookie(NAME, options);
  else response.cookie(NAME, token, { ...options, maxAge: maxAge * 1000 });
}
