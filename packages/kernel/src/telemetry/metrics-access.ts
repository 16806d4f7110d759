import { hashSecret } from '../ids.ts';

/** Who may read a process's figures. */
export interface MetricsAccess {
  /** `loopback`: callers on this machine that no proxy stands between; `any`: everyone who reaches the port. */
  readonly from: 'loopback' | 'any';
  /** Whoever brings it as a bearer token may read, too, from wherever they are. */
  readonly token?: string;
}

/** What is known of someone who asks. */
export interface MetricsCaller {
  readonly address: string | undefined;
  readonly forwardedFor: string | undefined;
  readonly authorization: string | undefined;
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

export function mayReadMetrics({ from, token }: MetricsAccess, caller: MetricsCaller): boolean {
  const { address = '', forwardedFor, authorization = '' } = caller;
  if (from === 'any') return true;
  // Hashes are compared, so that the time it takes tells nothing of the token.
  if (token && hashSecret(authorization) === hashSecret(`Bearer ${token}`)) return true;
  return forwardedFor === undefined && LOOPBACK.test(address);
}
