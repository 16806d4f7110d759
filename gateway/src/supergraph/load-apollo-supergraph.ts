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
import { PlanCache, type PlanCacheObserver } from './plan-cache.ts';
import { SubgraphDataSource } from './subgraph-data-source.ts';
import type { AdmittedOperation, LoadSupergraph, OperationResult } from './supergraph.ts';

/** Supergraphs planned and executed by @apollo/gateway over the given endpoints. */
export function apolloSupergraphs(
  endpoints: Readonly<Record<SubgraphName, SubgraphEndpoint>>,
  logger: Logger,
  plans: PlanCacheObserver,
): LoadSupergraph {
  refuseVendorTelemetry();
  const quiet = { debug() {}, info() {}, warn: logger.warn.bind(logger), error: logger.error.bind(logger) };
  return async (id, sdl) => {
    const gateway = new ApolloGateway({
      supergraphSdl: sdl,
      validateSupergraph: true,
      logger: quiet,
      queryPlannerConfig: { cache: new PlanCache(plans) },
      // Its default depends on NODE_ENV: plans would be shown to clients in development.
      __exposeQueryPlanExperimental: false,
      buildService({ name }) {
        const endpoint = endpoints[name as SubgraphName];
        if (!endpoint) throw new Error(`The supergraph names a subgraph that there is not: ${name}`);
        return new SubgraphDataSource(endpoint, logger);
      },
    });
    const { schema, executor } = await gateway.load();
    assertValidSchema(schema);
    const introspect = introspection(schema);
    const execute = (operation: AdmittedOperation) =>
      isIntrospection(operation) ? introspect(operation) : executor(operation);
    return { id, sdl, schema, execute };
  };
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
