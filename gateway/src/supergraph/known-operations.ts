import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { BoundedCache } from '../bounded-cache.ts';
import type { RequestContext } from '../request-context.ts';

/** An operation that the server has found valid on a schema. */
export interface KnownOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null;
  readonly queryHash: string;
}

const MAX_TEXTS = 1_000;
/** Characters of all texts: the documents are those of the server's own store. */
const MAX_CHARACTERS = 5_000_000;

/** By the name that a request gave; a document that has one operation is asked for without. */
type OfOneText = Map<string | undefined, KnownOperation>;

/** The operations that the server was asked again: what it found out of their texts holds as long as their schema. */
export class KnownOperations {
  // Weak, so that what was valid on an old schema goes with it.
  private readonly bySchema = new WeakMap<GraphQLSchema, BoundedCache<OfOneText>>();

  /** Undefined for what has to be parsed and validated. */
  find(schema: GraphQLSchema, text: string, operationName: string | undefined): KnownOperation | undefined {
    return this.bySchema.get(schema)?.get(text)?.get(operationName);
  }

  /** Learns from the server what it resolved. */
  readonly plugin: ApolloServerPlugin<RequestContext> = {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, source, request, document, operation, operationName, queryHash }) => {
        // Subscriptions are refused. What was parsed for this one request, and may never be asked again, has its positions yet.
        if (!operation || operation.operation === 'subscription' || document.loc) return;
        this.learn(schema, source, request.operationName, { document, operation, operationName, queryHash });
      },
    }),
  };

  private learn(schema: GraphQLSchema, text: string, operationName: string | undefined, known: KnownOperation): void {
    const texts = this.bySchema.get(schema) ?? new BoundedCache<OfOneText>(BOUNDS);
    this.bySchema.set(schema, texts);
    const ofText = texts.get(text) ?? new Map();
    ofText.set(operationName, known);
    texts.set(text, ofText);
  }
}

const BOUNDS = { maxEntries: MAX_TEXTS, maxSize: MAX_CHARACTERS, sizeOf: () => 500 };
