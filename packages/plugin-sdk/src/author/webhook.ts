/** A call of an outside service, as the action of a webhook gets it. */
export interface WebhookCall {
  /** The webhook's name in the manifest. */
  webhook: string;
  /** By name in lower case. */
  headers: Record<string, string>;
  /** The body as it came, so that its signature can be checked. */
  body: string;
  /** Base64 if the body is no text. */
  encoding: 'utf8' | 'base64';
  /** RFC 3339, UTC. */
  receivedAt: string;
}

/**
 * What the service is answered; nothing means 200. From 300 on the call counts as not taken: it runs again when it comes
 * again. Below, the same body has no second effect.
 */
export interface WebhookResponse {
  status?: number;
  body?: string;
}
