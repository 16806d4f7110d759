import type {
  GatewayExecutionResult,
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import type { Logger } from '@ticketbase/kernel';
import type { GraphQLSchema } from 'graphql';
import { publicResult } from '../public-errors.ts';
import type { AdmittedOperation, Supergraph } from './supergraph.ts';

/**
 * Serves one supergraph at a time, and changes to another between two requests. A request that was validated against
 * the old one is still planned and executed by the old one.
 */
export class SupergraphSwitch implements GatewayInterface {
  private current: Supergraph;
  private readonly logger: Logger;
  private readonly listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
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

  onSchemaLoadOrUpdate(listener: GatewaySchemaLoadOrUpdateCallback): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async load(): Promise<GatewayLoadResult> {
    for (const listener of this.listeners) this.tell(listener);
    return { executor: operation => this.execute(operation as AdmittedOperation) };
  }

  async stop(): Promise<void> {
    this.listeners.clear();
  }

  private async execute(operation: AdmittedOperation): Promise<GatewayExecutionResult> {
    const supergraph = this.bySchema.get(operation.schema) ?? this.current;
    const { requestId } = operation.context;
    return publicResult(await supergraph.execute(operation), requestId, this.logger);
  }

  private tell(listener: GatewaySchemaLoadOrUpdateCallback): void {
    listener({ apiSchema: this.current.schema, coreSupergraphSdl: this.current.sdl });
  }
}
