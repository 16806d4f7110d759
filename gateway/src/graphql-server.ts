import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '@ticketbase/kernel';
import type { GatewayConfig } from './config.ts';
import { DocumentStore } from './document-store.ts';
import type { Documents } from './documents.ts';
import { describeAnswer } from './http/answer-plugin.ts';
import { observeOperation } from './observe-operation.ts';
import { formatError } from './public-errors.ts';
import type { RequestContext } from './request-context.ts';
import type { SupergraphSwitch } from './supergraph/supergraph-switch.ts';

/** The GraphQL server over the current supergraph. Every setting whose default depends on NODE_ENV is given here. */
export function createGraphQLServer(
  supergraphs: SupergraphSwitch,
  config: GatewayConfig,
  documents: Documents,
  logger: Logger,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: supergraphs,
    logger,
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    documentStore: new DocumentStore(documents),
    parseOptions: { maxTokens: config.query.tokens },
    formatError,
    plugins: [
      observeOperation,
      describeAnswer,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}
