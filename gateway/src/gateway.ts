import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import {
  type FindVerificationKey,
  type HealthCheck,
  hashSecret,
  type Logger,
  newId,
  type SubgraphEndpoint,
  type SubgraphName,
  type SubgraphResponse,
  Viewer,
} from '@ticketbase/kernel';
import type { Express } from 'express';
import type { Registry } from 'prom-client';
import type { GatewayConfig } from './config.ts';
import { ShuttingDownError } from './errors.ts';
import { Admission } from './guard/admission.ts';
import { createApp, type Jwks } from './http/app.ts';
import type { Mailbox } from './http/dev-mail-route.ts';
import { Listener } from './http/listener.ts';
import { ApiTokenExchange } from './identity/api-token-exchange.ts';
import { createIdentify } from './identity/identity.ts';
import { observeOperation } from './observe-operation.ts';
import { formatError, toGraphQLError } from './public-errors.ts';
import type { RequestContext } from './request-context.ts';
import { apolloSupergraphs } from './supergraph/load-apollo-supergraph.ts';
import { ReleaseFeed } from './supergraph/release-feed.ts';
import { SupergraphSwitch } from './supergraph/supergraph-switch.ts';
import { GatewayMetrics } from './telemetry/metrics.ts';

/** What the composition root gives the gateway beside its configuration. */
export interface GatewayServices {
  readonly logger: Logger;
  readonly endpoints: Readonly<Record<SubgraphName, SubgraphEndpoint>>;
  readonly findKey: FindVerificationKey;
  /** The composed schema to start from; releases that the plugins subgraph composes come after it. */
  readonly supergraph: string;
  /** Asked by `/health/ready`. */
  readonly health?: readonly HealthCheck[];
  /** The public keys, for `/.well-known/jwks.json`. */
  jwks?(): Jwks | Promise<Jwks>;
  /** The folder of the built pages: `index.html` (admin and shop), `explorer.html` and `assets`. */
  readonly site?: string;
  /** For `/dev/mail`, which exists in development only. */
  readonly mail?: Mailbox;
  /** A registry that other parts of the process share. */
  readonly metrics?: Registry;
}

/** An operation of a caller in this process. It names its viewer, or the access token that stands for one. */
export interface InProcessOperation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly viewer?: Viewer;
  readonly accessToken?: string;
  readonly requestId?: string;
}

export interface Gateway {
  readonly app: Express;
  /** The id of the supergraph that answers now. */
  readonly supergraphId: string;
  /** Rejects if the port is taken; port 0 is any free one. */
  listen(port?: number, host?: string): Promise<{ readonly url: string; readonly port: number }>;
  /** Answers an operation without HTTP, under the same identity, limits and error rules. */
  execute(operation: InProcessOperation): Promise<SubgraphResponse>;
  /** True while it takes requests. */
  ready(): boolean;
  /** Takes no new requests, lets those in hand end within the configured time, and stops. */
  close(): Promise<void>;
}

/** Builds a gateway that serves the supergraph over the given endpoints. Throws if the supergraph is broken. */
export async function createGateway(config: GatewayConfig, services: GatewayServices): Promise<Gateway> {
  const { logger, endpoints } = services;
  const metrics = new GatewayMetrics(services.metrics);
  const load = apolloSupergraphs(endpoints, logger, metrics.plans);
  const supergraphs = new SupergraphSwitch(await load(hashSecret(services.supergraph), services.supergraph), logger);
  const feed = new ReleaseFeed({ endpoint: endpoints.plugins, load, target: supergraphs, logger });
  const server = createServer(supergraphs, config, logger);
  await server.start();
  await feed.start();
  const exchange = new ApiTokenExchange(endpoints.users);
  const identify = createIdentify(services.findKey, (token, requestId) => exchange.exchange(token, requestId));
  const admission = new Admission(config.query);
  const listeners: Listener[] = [];
  let draining = false;

  const app = createApp({
    ...{ config, server, identify, admission, supergraphs, logger, metrics },
    health: services.health ?? [],
    site: services.site,
    mailbox: services.mail,
    jwks: services.jwks,
    isReady: () => !draining,
    isDraining: () => draining,
  });

  async function execute(operation: InProcessOperation): Promise<SubgraphResponse> {
    const { query, variables, operationName, accessToken, requestId = newId() } = operation;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(new Error('The request took too long.')), config.requestTimeout);
    try {
      if (draining) throw new ShuttingDownError();
      const verified = accessToken === undefined ? undefined : await identify(`Bearer ${accessToken}`, requestId);
      const viewer = verified?.viewer ?? operation.viewer ?? Viewer.anonymous;
      admission.admit({ query, variables, operationName }, supergraphs.supergraph.schema);
      const contextValue: RequestContext = {
        ...{ requestId, viewer, accessToken: verified?.accessToken, signal: deadline.signal },
        client: {},
        observed: {},
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

  return {
    app,
    execute,
    get supergraphId() {
      return supergraphs.supergraph.id;
    },
    async listen(port = config.port, host = config.host) {
      const listener = await Listener.start(app, port, host);
      listeners.push(listener);
      return { url: listener.url, port: listener.port };
    },
    ready: () => !draining,
    async close() {
      if (draining) return;
      draining = true;
      await feed.stop();
      await Promise.all(listeners.map(listener => listener.drain(config.drainTimeout)));
      await server.stop();
    },
  };
}

function createServer(
  supergraphs: SupergraphSwitch,
  config: GatewayConfig,
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
    parseOptions: { maxTokens: config.query.tokens },
    formatError,
    plugins: [
      observeOperation,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}
