import { readFile } from 'node:fs/promises';
import {
  type FindVerificationKey,
  type HealthCheck,
  hashSecret,
  type Logger,
  type SubgraphEndpoint,
  type SubgraphName,
  type SubgraphResponse,
} from '@ticketbase/kernel';
import type { Express } from 'express';
import type { Registry } from 'prom-client';
import type { GatewayConfig } from './config.ts';
import { Documents } from './documents.ts';
import { createGraphQLServer } from './graphql-server.ts';
import { Admission } from './guard/admission.ts';
import { CallerLimits, type CreateRateLimiter } from './guard/caller-limits.ts';
import { createApp, type Jwks } from './http/app.ts';
import type { Mailbox } from './http/dev-mail-route.ts';
import { withShortWay } from './http/graphql-post.ts';
import { Listener } from './http/listener.ts';
import { LiveSocket } from './http/live-socket.ts';
import type { Figures } from './http/metrics-route.ts';
import { PersistedOperations, readManifests } from './http/persisted-operations.ts';
import { ApiTokenExchange } from './identity/api-token-exchange.ts';
import { CurrentViewers } from './identity/current-viewers.ts';
import { createIdentify } from './identity/identity.ts';
import { InProcessEntry, type InProcessOperation } from './in-process.ts';
import { LiveSubscriptions } from './live/live-subscriptions.ts';
import { KnownOperations } from './supergraph/known-operations.ts';
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
  /** What `/metrics` shows, if it is more than this process's registry. */
  readonly figures?: Figures;
  /** Limiters that several processes share; by default each counts for itself. */
  readonly createRateLimiter?: CreateRateLimiter;
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
  const { executor, planningTimeout } = config;
  const documents = new Documents();
  const current = new CurrentViewers(endpoints.users);
  const load = apolloSupergraphs({
    endpoints,
    current,
    logger,
    documents,
    plans: metrics.plans,
    executor,
    planningTimeout,
  });
  const supergraphs = new SupergraphSwitch(await load(hashSecret(services.supergraph), services.supergraph), logger);
  const feed = new ReleaseFeed({ endpoint: endpoints.plugins, load, target: supergraphs, logger });
  const server = createGraphQLServer(supergraphs, config, documents, logger);
  const known = new KnownOperations();
  server.addPlugin(known.plugin);
  await server.start();
  await feed.start();
  const exchange = new ApiTokenExchange(endpoints.users);
  const identify = createIdentify(services.findKey, (token, requestId) => exchange.exchange(token, requestId));
  const admission = new Admission(config.query, documents);
  const callers = new CallerLimits(config.callers, services.createRateLimiter);
  const persisted = await loadPersisted(config);
  const shared = { server, identify, admission, callers, persisted, supergraphs, documents, logger };
  const inProcess = new InProcessEntry({ ...shared, timeout: config.requestTimeout });
  const listeners: Listener[] = [];
  let closing: Promise<void> | undefined;

  const live = new LiveSubscriptions({
    ...{ ...shared, endpoints, current, limits: config.subscriptions, timeout: config.requestTimeout },
    observer: metrics.subscriptions,
  });
  const isDraining = () => closing !== undefined;
  const socket = new LiveSocket({ live, config, logger, isDraining });

  const app = createApp({
    ...shared,
    ...{ config, metrics, endpoints, live, isDraining },
    health: services.health ?? [],
    figures: services.figures ?? metrics.registry,
    site: services.site,
    mailbox: services.mail,
    jwks: services.jwks,
    isReady: () => !closing,
  });

  const answer = withShortWay(app, { ...shared, config, metrics, known, isDraining });

  async function close(): Promise<void> {
    await feed.stop();
    // Streams have no end of their own to wait for. Those over sockets come back by themselves after their goodbye.
    const socketsClosed = socket.close(config.drainTimeout);
    live.close();
    await Promise.all([socketsClosed, ...listeners.map(listener => listener.drain(config.drainTimeout))]);
    // Later than the requests of clients: those in hand may still cause some in this process.
    await inProcess.close();
    await server.stop();
  }

  return {
    app,
    execute: operation => inProcess.execute(operation),
    get supergraphId() {
      return supergraphs.supergraph.id;
    },
    async listen(port = config.port, host = config.host) {
      const listener = await Listener.start({ answer, upgrade: socket.upgrade.bind(socket) }, port, host);
      listeners.push(listener);
      return { url: listener.url, port: listener.port };
    },
    ready: () => !closing,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

async function loadPersisted({ persisted: { only, manifests } }: GatewayConfig): Promise<PersistedOperations> {
  if (!only) return new PersistedOperations();
  const texts = await Promise.all(manifests.map(path => readFile(path, 'utf8')));
  return new PersistedOperations(readManifests(texts));
}
