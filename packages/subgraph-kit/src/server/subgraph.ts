import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type {
  AnyDomainEvent,
  Download,
  HealthCheck,
  Logger,
  SubgraphEndpoint,
  SubgraphName,
  SubgraphRequest,
  SubgraphResponse,
} from '@ticketbase/kernel';
import type { GraphQLSchema } from 'graphql';
import type { Subscriber } from '../outbox/relay.ts';
import type { SubgraphSchema } from '../schema/build-subgraph.ts';
import { DocumentCache, executeRequest, type SubgraphExecutor } from './execute.ts';

const tracer = trace.getTracer('@ticketbase/subgraph-kit');

/** What every resolver finds in its context, beside the services of its subgraph. */
export interface RequestContext {
  readonly request: SubgraphRequest;
  readonly viewer: SubgraphRequest['viewer'];
  readonly requestId: string;
  /**
   * Facts for the gateway that are not part of the data, such as a refresh token that it puts into a cookie. They end
   * at the gateway.
   */
  readonly responseExtensions: Record<string, unknown>;
}

/** What the composition root, or `main.ts`, gives a subgraph beside its configuration. */
export interface SubgraphServices {
  readonly logger: Logger;
  /** Another subgraph, for commands: in this process or over HTTP. Call it when needed, not at construction. */
  endpoint(name: SubgraphName): SubgraphEndpoint;
  /** Who is told of this subgraph's domain events. */
  readonly subscribers: readonly Subscriber[];
}

export interface SubgraphParts {
  readonly schema: SubgraphSchema;
  readonly logger: Logger;
  /** The services of one request; called once per request. */
  createServices(request: SubgraphRequest): object;
  /** Applies another subgraph's domain event, exactly once. */
  deliver?(event: AnyDomainEvent): Promise<void>;
  /** Applies several, in their order, each exactly once; a rejection may leave some of them applied. By default one by one. */
  deliverAll?(events: readonly AnyDomainEvent[]): Promise<void>;
  /** The file that a link of this subgraph's leads to; null if the link is not good, or not any more. */
  download?(token: string, signal: AbortSignal): Promise<Download | null>;
  /** Tells what happens here from now on, until the signal fires: an `OutboxWatch`. */
  watch?(signal: AbortSignal): AsyncIterable<AnyDomainEvent>;
  readonly health?: readonly HealthCheck[];
  /** Begins what it takes to answer requests, if that is more than connections. */
  serve?(): Promise<void>;
  /** Starts relays and timers. */
  start?(): Promise<void>;
  /** Stops them, waits for what is in hand, and closes connections. */
  close?(): Promise<void>;
}

/** A subgraph that runs: callable in process, and servable over HTTP. */
export class Subgraph implements SubgraphEndpoint {
  readonly name: SubgraphSchema['name'];
  readonly health: readonly HealthCheck[];
  readonly logger: Logger;
  private current: SubgraphSchema;
  private readonly parts: SubgraphParts;
  private readonly documents = new DocumentCache();
  private executor: SubgraphExecutor = 'compiled';

  constructor(parts: SubgraphParts) {
    this.parts = parts;
    this.name = parts.schema.name;
    this.current = parts.schema;
    this.health = parts.health ?? [];
    this.logger = parts.logger;
  }

  get sdl(): string {
    return this.current.sdl;
  }

  get schema(): GraphQLSchema {
    return this.current.schema;
  }

  /** Serves another schema from the next request on, such as one with a newly published plugin's actions. */
  replaceSchema(schema: SubgraphSchema): void {
    this.current = schema;
  }

  /** Executes operations with something else from the next request on. */
  executeWith(executor: SubgraphExecutor): void {
    this.executor = executor;
  }

  /** Answers one request, as one span of its trace. */
  execute(request: SubgraphRequest): Promise<SubgraphResponse> {
    const attributes = { 'ticketbase.subgraph': this.name, 'ticketbase.request_id': request.requestId };
    const options = { kind: SpanKind.SERVER, attributes };
    return tracer.startActiveSpan(`subgraph ${this.name}`, options, async span => {
      try {
        const response = await this.answer(request);
        if (response.errors) span.setStatus({ code: SpanStatusCode.ERROR });
        return response;
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  }

  private async answer(request: SubgraphRequest): Promise<SubgraphResponse> {
    const responseExtensions: Record<string, unknown> = {};
    const base: RequestContext = { request, viewer: request.viewer, requestId: request.requestId, responseExtensions };
    const context = { ...this.parts.createServices(request), ...base };
    const { schema, documents, executor, logger } = this;
    const { keeping } = this.current;
    const response = await executeRequest({ schema, documents, executor, logger, keeping }, request, context);
    return Object.keys(responseExtensions).length > 0 ? { ...response, extensions: responseExtensions } : response;
  }

  async download(token: string, signal: AbortSignal): Promise<Download | null> {
    return (await this.parts.download?.(token, signal)) ?? null;
  }

  async deliver(event: AnyDomainEvent): Promise<void> {
    await this.parts.deliver?.(event);
  }

  async deliverAll(events: readonly AnyDomainEvent[]): Promise<void> {
    if (this.parts.deliverAll) return this.parts.deliverAll(events);
    for (const event of events) await this.deliver(event);
  }

  /** What happens here from now on; nothing at all in a subgraph that has no domain events of its own. */
  async *watch(signal: AbortSignal): AsyncGenerator<AnyDomainEvent> {
    yield* this.parts.watch?.(signal) ?? [];
  }

  /** Answers requests, and does what is to be done between them. */
  async start(): Promise<void> {
    await this.serve();
    await this.parts.start?.();
  }

  /** Answers requests only: another process on the same data relays events and has the timers. */
  async serve(): Promise<void> {
    await this.parts.serve?.();
  }

  async close(): Promise<void> {
    await this.parts.close?.();
  }
}
