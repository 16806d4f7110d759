import { createClient, type Client as SocketClient } from 'graphql-ws';
import type { ExecutionResult, SubscriptionForwarder } from 'urql';
import { currentAccessToken } from './access-token.ts';

/** Milliseconds until a stream is asked for again; doubles up to the longest. */
const RETRY = 1_000;
const LONGEST_RETRY = 30_000;
/** Why a stream ends that may be asked for again: the token ran out, or the server is being replaced. */
const PASSING = new Set(['UNAUTHENTICATED', 'SHUTTING_DOWN', 'SUBSCRIPTION_TOO_SLOW', 'SERVICE_UNAVAILABLE']);

/** A connection for subscriptions, opened with the first and closed with the last, that speaks for whoever is signed in. */
export const liveConnection = (): SocketClient =>
  createClient({
    url: new URL('/graphql', window.location.href.replace(/^http/, 'ws')).href,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: attempts => wait(Math.min(RETRY * 2 ** attempts, LONGEST_RETRY)),
    shouldRetry: () => true,
    connectionParams: async () => {
      const token = await currentAccessToken();
      return token ? { authorization: `Bearer ${token}` } : {};
    },
  });

/**
 * Streams for urql. One that ends for a reason that passes is asked for again, with a new token; one that is refused
 * just ends, without an error: pages show what they last knew.
 */
export function forwardLive(connection: SocketClient): SubscriptionForwarder {
  return ({ query, variables }) => ({
    subscribe({ next, complete }) {
      let stop = () => {};
      let stopped = false;
      let attempts = 0;
      const again = (codes: readonly unknown[]) => {
        if (stopped) return;
        if (!codes.some(code => PASSING.has(String(code)))) return complete();
        // The connection speaks with the token that it was opened with.
        if (codes.includes('UNAUTHENTICATED')) connection.terminate();
        void wait(Math.min(RETRY * 2 ** attempts++, LONGEST_RETRY)).then(start);
      };
      const start = () => {
        if (stopped || !query) return;
        let ended: readonly unknown[] = [];
        stop = connection.subscribe(
          { query, variables: { ...variables } },
          {
            next(result) {
              ended = codesOf(result.errors);
              if (!result.data) return;
              attempts = 0;
              next(result as ExecutionResult);
            },
            error: error => again(codesOf(error)),
            complete: () => again(ended),
          },
        );
      };
      start();
      return {
        unsubscribe() {
          stopped = true;
          stop();
        },
      };
    },
  });
}

const wait = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds));

function codesOf(errors: unknown): unknown[] {
  if (!Array.isArray(errors)) return [];
  return errors.map((error: { extensions?: { code?: unknown } } | null) => error?.extensions?.code);
}
