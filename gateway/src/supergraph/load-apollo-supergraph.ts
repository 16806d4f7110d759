import { ApolloGateway } from '@apollo/gateway';
import type { Logger, SubgraphEndpoint, SubgraphName } from '@ticketbase/kernel';
import { assertValidSchema } from 'graphql';
import { refuseVendorTelemetry } from '../config.ts';
import { PlanCache, type PlanCacheObserver } from './plan-cache.ts';
import { SubgraphDataSource } from './subgraph-data-source.ts';
import type { AdmittedOperation, LoadSupergraph } from './supergraph.ts';

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
    return { id, sdl, schema, execute: (operation: AdmittedOperation) => executor(operation) };
  };
}
