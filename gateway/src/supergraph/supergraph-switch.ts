import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { Logger } from '@ticketbase/kernel';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { SubscriptionNeedsStreamError } from '../live/live-errors.ts';
import { locateVariables } from '../locate-variables.ts';
import { publicResult, refusal, toGraphQLError } from '../public-errors.ts';
import type { AdmittedOperation, OperationResult, ServerGateway, Supergraph } from './supergraph.ts';

type SchemaListener = Parameters<ServerGateway['onSchemaLoadOrUpdate']>[0];

const tracer = trace.getTracer('@ticketbase/gateway');

/**
 * Serves one supergraph at a time, and changes to another between two requests. A request that was validated against
 * the old one is still planned and executed by the old one.
 */
export class SupergraphSwitch implements ServerGateway {
  private current: Supergraph;
  private readonly logger: Logger;
  private readonly listeners = new Set<SchemaListener>();
  // Weak, so that an old supergraph goes when its last request has ended.
  private readonly bySchema = new WeakMap<GraphQLSchema, Supergraph>();

  constructor(first: Supergraph, logger: Logger) {
    this.current = first;
    this.logger = logger;
    this.bySchema.set(first.schema, first);
  }

  get supergraph(): Supergraph {
    return this.current;
  }

  /** Serves another supergraph from the next request on. */
  change(next: Supergraph): void {
    this.current = next;
    this.bySchema.set(next.schema, next);
    for (const listener of this.listeners) this.tell(listener);
  }

  onSchemaLoadOrUpdate(listener: SchemaListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async load(): ReturnType<ServerGateway['load']> {
    for (const listener of this.listeners) this.tell(listener);
    return {
      executor: async operation => {
        const admitted = operation as AdmittedOperation;
        return admitted.context.executed ?? this.execute(admitted);
      },
    };
  }

  async stop(): Promise<void> {
    this.listeners.clear();
  }

  /** The result of a valid operation as a client may see it. Throws GraphQLError for a subscription. */
  async execute(operation: AdmittedOperation): Promise<OperationResult> {
    if (operation.operation.operation === 'subscription') throw refusal(new SubscriptionNeedsStreamError());
    const supergraph = this.bySchema.get(operation.schema) ?? this.current;
    const { requestId, observed } = operation.context;
    const attributes = {
      'ticketbase.request_id': requestId,
      'ticketbase.supergraph': supergraph.id,
      'graphql.operation.type': observed.type,
    };
    return tracer.startActiveSpan('graphql', { attributes }, async span => {
      try {
        const result = await supergraph.execute(operation);
        if (result.errors) span.setStatus({ code: SpanStatusCode.ERROR });
        const located = locateVariables(result, operation.request);
        return publicResult(located, requestId, this.logger, observed);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        if (error instanceof GraphQLError) return publicResult({ errors: [error] }, requestId, this.logger);
        return { errors: [toGraphQLError(error, requestId, this.logger)] };
      } finally {
        span.end();
      }
    });
  }

  private tell(listener: SchemaListener): void {
    listener({ apiSchema: this.current.schema, coreSupergraphSdl: this.current.sdl });
  }
}
