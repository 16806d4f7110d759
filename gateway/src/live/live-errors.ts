import { RequestError } from '../errors.ts';

/** A subscription came over a transport that cannot stream. */
export class SubscriptionNeedsStreamError extends RequestError {
  static readonly code = 'SUBSCRIPTION_NEEDS_STREAM';
  static readonly summary =
    'A subscription needs a stream: POST with `Accept: text/event-stream`, or a WebSocket (graphql-transport-ws).';
  override readonly status = 406;
  constructor() {
    super('A subscription needs a stream: ask for it with "Accept: text/event-stream", or over a WebSocket.');
  }
}

/** One more stream would be too many. */
export class TooManySubscriptionsError extends RequestError {
  static readonly code = 'TOO_MANY_SUBSCRIPTIONS';
  static readonly summary =
    'The viewer has, or the server holds, as many streams as allowed; `limit` is the most. End one, or try later.';
  override readonly status = 429;
  constructor(whose: 'viewer' | 'server', limit: number) {
    super(`${whose === 'viewer' ? 'You have' : 'This server holds'} ${limit} streams already.`, { details: { limit } });
  }
}

/** The client does not take what it is sent. */
export class SubscriptionTooSlowError extends RequestError {
  static readonly code = 'SUBSCRIPTION_TOO_SLOW';
  static readonly summary = 'The stream was ended because its client did not take what it was sent in time.';
  constructor() {
    super('The stream was ended: what it sent was not taken in time.');
  }
}
