import { REQUEST_ID_HEADER, SIGNATURE_HEADER, type SubgraphName, signInternalCall } from '@ticketbase/kernel';
import type { Subscriber } from './relay.ts';

export interface HttpSubscriberOptions {
  /** Who publishes. */
  readonly from: SubgraphName;
  readonly to: SubgraphName;
  /** Base URL of the subscriber's server. */
  readonly url: string;
  readonly secret: string;
  readonly receivesSecrets?: boolean;
}

/** A subscriber in another process, told over signed HTTP. */
export function httpSubscriber({ from, to, url, secret, receivesSecrets }: HttpSubscriberOptions): Subscriber {
  return {
    name: to,
    receivesSecrets,
    async deliver(event) {
      const body = JSON.stringify(event);
      const response = await fetch(`${url}/events`, {
        method: 'POST',
        body,
        signal: AbortSignal.timeout(30_000),
        headers: {
          'content-type': 'application/json',
          [REQUEST_ID_HEADER]: event.requestId,
          [SIGNATURE_HEADER]: signInternalCall(secret, { iss: from, aud: to, as: 'service' }, body),
        },
      });
      if (!response.ok) throw new Error(`${to} answered ${response.status} to ${event.name}`);
    },
  };
}
