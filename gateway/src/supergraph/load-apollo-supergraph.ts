import { ApolloGateway } from '@apollo/gateway';
import type { Logger, SubgraphEndpoint, SubgraphName } from '@ticketbase/kernel';
import { assertValidSchema, execute as executeHere, type GraphQLSchema, Kind } from 'graphql';
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
    const execute = (operation: AdmittedOperation) =>
      isIntrospection(operation) ? introspect(schema, operation) : executor(operation);
    return { id, sdl, schema, execute };
  };
}

/** Introspection needs no plan; the planner's own idea of it is older than the schema's. */
const isIntrospection = ({ operation }: AdmittedOperation): boolean =>
  operation.operation === 'query' &&
  operation.selectionSet.selections.every(
    selection => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'),
  );

async function introspect(schema: GraphQLSchema, { document, request }: AdmittedOperation): Promise<OperationResult> {
  const { variables: variableValues, operationName } = request;
  return executeHere({ schema, document, variableValues, operationName });
}
