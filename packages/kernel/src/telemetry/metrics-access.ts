import type { IncomingHttpHeaders } from 'node:http';
import { hashSecret } from '../ids.ts';

/** Who may read a process's figures. */
export interface MetricsAccess {
  /**
   * `token`: whoever brings it; `loopback`: also callers on this machine that no proxy stands between; `any`: everyone
   * who reaches the port.
   */
  readonly from: 'token' | 'loopback' | 'any';
  /** What is brought as a bearer token, from wherever. */
  readonly token?: string;
}

/** What is known of someone who asks. */
export interface MetricsCaller {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string };
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** What proxies add. One that adds none of them looks like a caller on its machine, hence the default in production. */
const PROXIED = /^(forwarded|via|x-forwarded-.*|x-real-ip|cf-connecting-ip|true-client-ip|x-client-ip)$/;

/** Who may read figures where nobody said so: in production, in front of which proxies stand, whoever has the token. */
export const defaultMetricsAccess = (production: boolean): MetricsAccess['from'] => (production ? 'token' : 'loopback');

export function mayReadMetrics({ from, token }: MetricsAccess, { headers, socket }: MetricsCaller): boolean {
  if (from === 'any') return true;
  // Hashes are compared, so that the time it takes tells nothing of the token.
  if (token && hashSecret(headers.authorization ?? '') === hashSecret(`Bearer ${token}`)) return true;
  if (from === 'token' || !LOOPBACK.test(socket.remoteAddress ?? '')) return false;
  return !Object.keys(headers).some(name => PROXIED.test(name));
}
