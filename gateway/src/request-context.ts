import type { CachePolicy, ClientInfo, Viewer } from '@ticketbase/kernel';
import type { OperationResult } from './supergraph/supergraph.ts';

/** A refresh token that the users subgraph hands to the browser; null takes it away. */
export interface RefreshTokenCookie {
  readonly token: string | null;
  /** Seconds. */
  readonly maxAge: number;
}

/** Characters of it that are kept. */
export const MAX_USER_AGENT = 500;

/** What is known of a request once it was admitted; the data sources pass it on. */
export interface RequestContext {
  readonly requestId: string;
  readonly viewer: Viewer;
  /** The access token behind the viewer, if there is one; subgraphs behind HTTP verify it again. */
  readonly accessToken?: string;
  readonly client: ClientInfo;
  /** Fires when nobody waits for the answer any more, or the time for it is over. */
  readonly signal: AbortSignal;
  /** Sets or clears the refresh token's cookie; absent where there is no browser. */
  setRefreshToken?(cookie: RefreshTokenCookie): void;
  /** Written as the operation becomes known; read by the access log and the metrics. */
  readonly observed: ObservedOperation;
  /** What was executed already: the server only makes an answer of it. */
  readonly executed?: OperationResult;
}

/** What logs and metrics say of an operation: never variables, never tokens. */
export interface ObservedOperation {
  /** When the request came, as performance.now() has it. */
  readonly startedAt: number;
  /** Milliseconds that planning took; absent where a plan was known. */
  planning?: number;
  /** What the operation costs, and what it may. */
  cost?: { readonly requested: number; readonly limit: number };
  name?: string;
  type?: string;
  viewer?: string;
  /** Codes of the errors in the answer. */
  errors?: readonly string[];
  /** How long what subgraphs answered may be kept; null where not, absent where none was asked. */
  keeping?: CachePolicy | null;
  /** A subgraph answered that a reference leads to nothing, or to nothing that the viewer may see. */
  missedReference?: boolean;
}
