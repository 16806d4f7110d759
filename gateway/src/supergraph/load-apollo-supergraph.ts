import { ApolloGateway } from '@apollo/gateway';
import type { Logger, SubgraphEndpoint, SubgraphName } from '@ticketbase/kernel';
import {
  assertValidSchema,
  execute as executeHere,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { refuseVendorTelemetry } from '../config.ts';
import type { Documents } from '../documents.ts';
import { type Planner, plannerOf } from '../execution/apollo-internals.ts';
import { PlanExecutor, type PlanExecutorParts } from '../execution/plan-executor.ts';
import { plannedNames } from '../execution/separate-arguments.ts';
import { isOfTypeIn } from '../execution/type-conditions.ts';
import { WorkerPlanner } from '../execution/worker-planner.ts';
import type { CurrentViewers } from '../identity/current-viewers.ts';
import { withSubscriptions } from '../live/live-schema.ts';
import { PlanCache, type PlanCacheObserver } from './plan-cache.ts';
import { SharedQueries } from './shared-queries.ts';
import { SubgraphClient, UNAVAILABLE } from './subgraph-client.ts';
import { SubgraphDataSource } from './subgraph-data-source.ts';
import type { AdmittedOperation, LoadSupergraph, OperationResult } from './supergraph.ts';

export interface SupergraphParts {
  readonly endpoints: Readonly<Record<SubgraphName, SubgraphEndpoint>>;
  readonly current: CurrentViewers;
  readonly logger: Logger;
  readonly documents: Documents;
  readonly plans: PlanCacheObserver;
  /** What executes plans: ours, or that of @apollo/gateway for everything. */
  readonly executor: 'compiled' | 'apollo';
  /** Milliseconds that planning one operation may take. */
  readonly planningTimeout: number;
}

/** Supergraphs planned by @apollo/gateway, and executed over the given endpoints. */
export function apolloSupergraphs(parts: SupergraphParts): LoadSupergraph {
  refuseVendorTelemetry();
  const { logger, endpoints, documents, plans, current } = parts;
  const quiet = { debug() {}, info() {}, warn: logger.warn.bind(logger), error: logger.error.bind(logger) };
  return async (id, sdl) => {
    const clients = new Map<string, SubgraphClient>();
    const shared = new SharedQueries();
    const clientOf = (name: string): SubgraphClient => {
      const endpoint = endpoints[name as SubgraphName];
      if (!endpoint) throw new Error(`The supergraph names a subgraph that there is not: ${name}`);
      const client = clients.get(name) ?? new SubgraphClient(endpoint, logger, shared, current);
      clients.set(name, client);
      return client;
    };
    const compiled = parts.executor === 'compiled';
    const gateway = new ApolloGateway({
      supergraphSdl: sdl,
      validateSupergraph: true,
      logger: quiet,
      // Where plans are compiled their cache is the compiler's; this one sees only what the compiler leaves to Apollo's.
      queryPlannerConfig: { cache: new PlanCache(compiled ? UNOBSERVED : plans) },
      // Its default depends on NODE_ENV: plans would be shown to clients in development.
      __exposeQueryPlanExperimental: false,
      buildService: ({ name }) => new SubgraphDataSource(clientOf(name)),
    });
    const { schema: composed, executor: apollo } = await gateway.load();
    const schema = withSubscriptions(composed);
    assertValidSchema(schema);
    const introspect = introspection(schema);
    const executor = compiled
      ? compiledExecutor(
          { planner: new WorkerPlanner(plannerOf(gateway), sdl, parts.planningTimeout), schema, apollo },
          clientOf,
          { documents, observer: plans },
        )
      : undefined;
    const execute = (operation: AdmittedOperation) => (executor ? executor.execute(operation) : apollo(operation));
    return {
      ...{ id, sdl, schema },
      execute: operation => (isIntrospection(operation) ? introspect(operation) : execute(operation)),
      hottest: count => executor?.hottest(count) ?? [],
      warm: async operations => executor?.warm(operations),
    };
  };
}

const UNOBSERVED: PlanCacheObserver = { hit() {}, miss() {} };

interface Loaded {
  readonly planner: Planner;
  readonly schema: GraphQLSchema;
  /** Executes what ours does not know. */
  apollo(operation: AdmittedOperation): Promise<OperationResult>;
}

function compiledExecutor(
  { planner, schema, apollo }: Loaded,
  clientOf: (subgraph: string) => SubgraphClient,
  { documents, observer }: Pick<PlanExecutorParts, 'documents' | 'observer'>,
): PlanExecutor {
  return new PlanExecutor({
    ...{ planner, schema, documents, observer, otherwise: apollo, unavailable: UNAVAILABLE },
    isOfType: isOfTypeIn(planner.supergraphSchema),
    plannedNames: plannedNames(planner.supergraphSchema),
    askerOf(subgraph) {
      const client = clientOf(subgraph);
      return ({ query, operationName, type }, variables, context) =>
        client.ask({ query, operationName, type, variables }, context);
    },
  });
}

/** Introspection needs no plan; the planner's own idea of it is older than the schema's. */
const isIntrospection = ({ operation }: AdmittedOperation): boolean =>
  operation.operation === 'query' &&
  operation.selectionSet.selections.every(
    selection => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'),
  );

/** Answers introspection out of the schema; the same operation is answered once, for the answer never changes. */
function introspection(schema: GraphQLSchema): (operation: AdmittedOperation) => Promise<OperationResult> {
  const answers = new WeakMap<OperationDefinitionNode, OperationResult>();
  return async ({ document, operation, request }) => {
    const known = answers.get(operation);
    if (known) return known;
    const { variables: variableValues, operationName } = request;
    const answer = await executeHere({ schema, document, variableValues, operationName });
    if (!operation.variableDefinitions?.length) answers.set(operation, answer);
    return answer;
  };
}
