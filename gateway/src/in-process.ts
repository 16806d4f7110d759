import { newId, type SubgraphResponse, Viewer } from '@ticketbase/kernel';
import type { OperationParts } from './entry-parts.ts';
import { ShuttingDownError } from './errors.ts';
import { toGraphQLError } from './public-errors.ts';
import type { RequestContext } from './request-context.ts';

/** An operation of a caller in this process. It names its viewer, or the access token that stands for one. */
export interface InProcessOperation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly viewer?: Viewer;
  readonly accessToken?: string;
  readonly requestId?: string;
}

export interface InProcessParts extends OperationParts {
  /** Milliseconds that one operation may take. */
  readonly timeout: number;
}

/** Answers operations of this process without HTTP, under the same identity, limits and error rules. */
export class InProcessEntry {
  private readonly parts: InProcessParts;
  private readonly inHand = new Set<Promise<SubgraphResponse>>();
  private closed = false;

  constructor(parts: InProcessParts) {
    this.parts = parts;
  }

  async execute(operation: InProcessOperation): Promise<SubgraphResponse> {
    const answer = this.answer(operation);
    this.inHand.add(answer);
    return answer.finally(() => this.inHand.delete(answer));
  }

  /** Takes no new operations, and waits for those in hand, which the timeout bounds. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.inHand);
  }

  private async answer(operation: InProcessOperation): Promise<SubgraphResponse> {
    const { query, variables, operationName, requestId = newId() } = operation;
    const { server, admission, supergraphs, logger, timeout } = this.parts;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(new Error('The request took too long.')), timeout);
    try {
      if (this.closed) throw new ShuttingDownError();
      const identified = await this.identified(operation, requestId);
      admission.admit({ query, variables, operationName }, supergraphs.supergraph.schema);
      const contextValue: RequestContext = {
        ...{ requestId, ...identified, signal: deadline.signal },
        ...{ client: {}, observed: { startedAt: performance.now() } },
      };
      const { body } = await server.executeOperation({ query, variables, operationName }, { contextValue });
      if (body.kind !== 'single') throw new Error('The gateway does not answer in parts.');
      return body.singleResult as SubgraphResponse;
    } catch (error) {
      const { message, extensions } = toGraphQLError(error, requestId, logger);
      const { http: _, ...shown } = extensions;
      return { errors: [{ message, extensions: shown }] };
    } finally {
      clearTimeout(timer);
    }
  }

  private async identified({ accessToken, viewer = Viewer.anonymous }: InProcessOperation, requestId: string) {
    return accessToken === undefined ? { viewer } : this.parts.identify(`Bearer ${accessToken}`, requestId);
  }
}
