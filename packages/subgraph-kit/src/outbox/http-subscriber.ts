import {
  type AnyDomainEvent,
  REQUEST_ID_HEADER,
  SIGNATURE_HEADER,
  type SubgraphName,
  signInternalCall,
} from '@ticketbase/kernel';
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

const DELIVERED_WITHIN = 30_000;

/** A subscriber in another process, told over signed HTTP. */
export function httpSubscriber({ from, to, url, secret, receivesSecrets }: HttpSubscriberOptions): Subscriber {
  const post = async (events: AnyDomainEvent | readonly AnyDomainEvent[], requestId: string, what: string) => {
    const body = JSON.stringify(events);
    const response = await fetch(`${url}/events`, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(DELIVERED_WITHIN),
      headers: {
        'content-type': 'application/json',
        [REQUEST_ID_HEADER]: requestId,
        [SIGNATURE_HEADER]: signInternalCall(secret, { iss: from, aud: to, as: 'service' }, body),
      },
    });
    if (!response.ok) throw new Error(`${to} answered ${response.status} to ${what}`);
  };
  return {
    name: to,
    receivesSecrets,
    deliver: event => post(event, event.requestId, event.name),
    deliverAll: events => post(events, events[0]!.requestId, `${events.length} domain events`),
  };
}
