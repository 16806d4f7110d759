import type { RequestContext } from '@ticketbase/subgraph-kit';
import { type IssuedTokens, REFRESH_TOKEN_LIFETIME } from '../session/session.service.ts';

/** Has the gateway set the refresh token as a cookie, and passes the tokens on. Seconds are counted from now. */
export function handOver({ responseExtensions }: RequestContext, tokens: IssuedTokens): IssuedTokens {
  responseExtensions.setRefreshToken = { token: tokens.refreshToken, maxAge: REFRESH_TOKEN_LIFETIME };
  return tokens;
}

/** Has the gateway remove the cookie. */
export function clearRefreshToken({ responseExtensions }: RequestContext): void {
  responseExtensions.setRefreshToken = { token: null, maxAge: 0 };
}
