import type { AnyDomainEvent } from './domain-event/domain-event.ts';
import type { Viewer } from './viewer.ts';

/** The subgraphs of the platform, in the order in which they are composed. */
export const SUBGRAPHS = ['users', 'events', 'payments', 'plugins', 'analytics', 'notifications'] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];

/** One GraphQL request to a subgraph, from a caller that was verified already. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly viewer: Viewer;
  /** The access token behind the viewer, if there is one; sent along over HTTP, where the subgraph verifies it again. */
  readonly accessToken?: string;
  readonly requestId: string;
  /** Facts about the client that sessions and audit rows record. */
  readonly client?: ClientInfo;
  readonly signal?: AbortSignal;
}

/** Where a request came from. */
export interface ClientInfo {
  readonly ip?: string;
  readonly userAgent?: string;
  /** The refresh token cookie, for the operations of `users` that take it from there. */
  readonly refreshToken?: string;
}

/** A GraphQL answer as specified: `data`, `errors`, or both. */
export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: ReadonlyArray<{
    readonly message: string;
    readonly path?: ReadonlyArray<string | number>;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }>;
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** How long and by whom the answer may be kept, as a Cache-Control header; absent where it may not be. */
  readonly cacheControl?: string;
}

/** A subgraph as its callers see it: in this process, or behind signed HTTP. */
export interface SubgraphEndpoint {
  readonly name: SubgraphName;
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** The file that a link of this subgraph's leads to; null if the link is not good, or not any more. */
  download?(token: string, signal: AbortSignal): Promise<Download | null>;
  /**
   * What happens in this subgraph from now on, in order of commit and without secrets, until the signal fires. Rejects
   * when it cannot go on; what happens until it is watched again is not told.
   */
  watch?(signal: AbortSignal): AsyncIterable<AnyDomainEvent>;
}

/** A file that a subgraph hands out to whoever has a link to it. */
export interface Download {
  /** What it is saved as. */
  readonly filename: string;
  readonly contentType: string;
  /** Read once; ends early if the download's signal does. */
  readonly body: AsyncIterable<Uint8Array>;
}
