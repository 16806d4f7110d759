import {
  hashSecret,
  ServiceUnavailableError,
  type SubgraphEndpoint,
  UnauthenticatedError,
  Viewer,
} from '@ticketbase/kernel';
import { z } from 'zod';
import { BoundedCache } from '../bounded-cache.ts';
import { untilAborted } from '../until-aborted.ts';

/** How API tokens begin, which tells them from access tokens. */
const PREFIX = 'tb_';

/** Milliseconds for which an exchange is remembered: a revoked API token works no longer than this. */
const REMEMBERED_FOR = 30_000;
const MAX_REMEMBERED = 10_000;
const TIMEOUT = 10_000;

const MUTATION = `mutation ExchangeApiToken($token: String!) { exchangeApiToken(token: $token) { accessToken expiresIn } }`;
const answer = z.object({ exchangeApiToken: z.object({ accessToken: z.string(), expiresIn: z.number() }) });

interface Exchange {
  readonly accessToken: Promise<string>;
  until: number;
}

export const isApiToken = (bearer: string): boolean => bearer.startsWith(PREFIX);

/** Exchanges API tokens for access tokens, with the users subgraph; remembers them by their hash for a short while. */
export class ApiTokenExchange {
  private readonly users: SubgraphEndpoint;
  private readonly exchanges = new BoundedCache<Exchange>({ maxEntries: MAX_REMEMBERED });

  constructor(users: SubgraphEndpoint) {
    this.users = users;
  }

  /** An access token for the API token. Throws UNAUTHENTICATED, or SERVICE_UNAVAILABLE. */
  async exchange(apiToken: string, requestId: string): Promise<string> {
    const key = hashSecret(apiToken);
    const known = this.exchanges.get(key);
    if (known && known.until > Date.now()) return known.accessToken;
    // Kept while it is under way, so that a burst of requests with one token is one exchange.
    const exchange: Exchange = { accessToken: this.ask(apiToken, requestId, key), until: Number.POSITIVE_INFINITY };
    this.exchanges.set(key, exchange);
    return exchange.accessToken;
  }

  private async ask(apiToken: string, requestId: string, key: string): Promise<string> {
    try {
      const { accessToken, expiresIn } = await this.call(apiToken, requestId);
      const exchange = this.exchanges.get(key);
      // Half of the access token's life at most: what is handed out is good for the time of a request.
      if (exchange) exchange.until = Date.now() + Math.min(REMEMBERED_FOR, expiresIn * 500);
      return accessToken;
    } catch (error) {
      this.exchanges.delete(key);
      throw error;
    }
  }

  private async call(token: string, requestId: string) {
    const signal = AbortSignal.timeout(TIMEOUT);
    const viewer = Viewer.service('gateway');
    const asked = this.users.execute({ query: MUTATION, variables: { token }, viewer, requestId, signal });
    const { data, errors } = await untilAborted(asked, signal).catch(notAnswered);
    if (errors?.length) {
      const refused = errors.some(error => error.extensions?.code === 'UNAUTHENTICATED');
      throw refused ? new UnauthenticatedError('The API token is not valid.') : notAnswered(errors[0]?.message);
    }
    const parsed = answer.safeParse(data);
    return parsed.success ? parsed.data.exchangeApiToken : notAnswered(parsed.error);
  }
}

const notAnswered = (cause: unknown): never => {
  throw new ServiceUnavailableError('users', cause);
};
