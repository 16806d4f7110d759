import { networkOf, type Viewer } from '@ticketbase/kernel';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitedError } from '../errors.ts';

/** Requests within a minute; 0 for any number. */
export interface CallerLimitOptions {
  /** Of guests from one address. */
  readonly perAddress: number;
  /** Of one user, API token or plugin. */
  readonly perCaller: number;
}

/** Counts of one name: so many points within a time. Where processes share a port, they share what this makes. */
export type CreateRateLimiter = (name: string, points: number, seconds: number) => RateLimiterAbstract;

const inThisProcess: CreateRateLimiter = (_name, points, duration) => new RateLimiterMemory({ points, duration });

const SECONDS = 60;
/** Tokens that are not valid, from one address: to find that out takes more time than to count. */
const MAX_INVALID_TOKENS = 60;

/**
 * Counts requests of callers, in this process or, with limiters that do so, in several. Addresses of this machine are not
 * counted: there a proxy that is not
 * trusted to name its clients would have all of them share one.
 */
export class CallerLimits {
  private readonly guests: RateLimiterAbstract | undefined;
  private readonly callers: RateLimiterAbstract | undefined;
  private readonly invalidTokens: RateLimiterAbstract;

  constructor({ perAddress, perCaller }: CallerLimitOptions, create: CreateRateLimiter = inThisProcess) {
    this.guests = perAddress > 0 ? create('guests', perAddress, SECONDS) : undefined;
    this.callers = perCaller > 0 ? create('callers', perCaller, SECONDS) : undefined;
    this.invalidTokens = create('invalid-tokens', MAX_INVALID_TOKENS, SECONDS);
  }

  /** Throws RATE_LIMITED for an address from which too many tokens came that were none. */
  async beforeIdentification(address: string | undefined): Promise<void> {
    const key = keyOf(address);
    const seen = key === undefined ? null : await this.invalidTokens.get(key);
    if (seen && seen.consumedPoints > MAX_INVALID_TOKENS) throw refusalOf(seen);
  }

  /** A token was not valid. */
  async invalidToken(address: string | undefined): Promise<void> {
    const key = keyOf(address);
    if (key !== undefined) await this.invalidTokens.penalty(key);
  }

  /** Counts a request, or so many. Throws RATE_LIMITED. */
  async count(viewer: Viewer, address: string | undefined, requests = 1): Promise<void> {
    const caller = viewer.actor.id;
    const limits = caller ? this.callers : this.guests;
    const key = caller ?? keyOf(address);
    if (!limits || key === undefined) return;
    try {
      await limits.consume(key, requests);
    } catch (error) {
      throw error instanceof RateLimiterRes ? refusalOf(error) : error;
    }
  }
}

const keyOf = (address: string | undefined): string | undefined =>
  address === undefined || /^(::1$|(::ffff:)?127\.)/.test(address) ? undefined : networkOf(address);

const refusalOf = ({ msBeforeNext }: RateLimiterRes) =>
  new RateLimitedError(Math.max(1, Math.ceil(msBeforeNext / 1_000)));
