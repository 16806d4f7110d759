import { constants as zlib } from 'node:zlib';
import type { HealthCheck, Logger } from '@ticketbase/kernel';
import compression from 'compression';
import express, { type Express } from 'express';
import type { GatewayConfig } from '../config.ts';
import { ShuttingDownError } from '../errors.ts';
import type { LiveSubscriptions } from '../live/live-subscriptions.ts';
import type { GatewayMetrics } from '../telemetry/metrics.ts';
import { observeRequests } from './access-log.ts';
import { answerErrors, answerNotFound } from './answer-error.ts';
import { devMailRoute, type Mailbox } from './dev-mail-route.ts';
import { type DownloadRouteParts, downloadRoute } from './download-route.ts';
import { eventStreamRoute } from './event-stream-route.ts';
import { type GraphQLRouteParts, graphqlRoute } from './graphql-route.ts';
import { healthRoutes } from './health-routes.ts';
import { type Figures, metricsRoute } from './metrics-route.ts';
import { assignRequestId } from './request-id.ts';
import { crossOrigin, securityHeaders } from './security-headers.ts';
import { siteRoute } from './site-route.ts';
import { webhookRoute } from './webhook-route.ts';

/** The public keys that access tokens are verified with (RFC 7517). */
export interface Jwks {
  readonly keys: readonly object[];
}

export interface AppParts extends GraphQLRouteParts, DownloadRouteParts {
  readonly config: GatewayConfig;
  readonly logger: Logger;
  readonly metrics: GatewayMetrics;
  readonly live: LiveSubscriptions;
  readonly figures: Figures;
  readonly health: readonly HealthCheck[];
  /** The folder of the built pages; without one they are not served. */
  readonly site?: string;
  readonly mailbox?: Mailbox;
  jwks?(): Jwks | Promise<Jwks>;
  isReady(): boolean;
  isDraining(): boolean;
}

/** Everything that the gateway serves over HTTP. */
export function createApp(parts: AppParts): Express {
  const { config, logger, metrics, live, site, mailbox, jwks } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.use(assignRequestId);
  app.use('/health', healthRoutes(parts.health, parts.isReady));
  app.use((_request, _response, next) => next(parts.isDraining() ? new ShuttingDownError() : undefined));
  app.get('/metrics', metricsRoute(parts.figures, config.metrics));
  app.use(securityHeaders(config));
  app.use('/graphql', crossOrigin(config), eventStreamRoute(live, config));
  // Answers are made once: it is not worth much time to make them smaller still.
  app.use(compression({ level: zlib.Z_BEST_SPEED, brotli: { params: { [zlib.BROTLI_PARAM_QUALITY]: 1 } } }));
  app.use('/graphql', observeRequests(logger, metrics), graphqlRoute(parts));
  app.use('/downloads', downloadRoute(parts));
  app.use('/webhooks', webhookRoute(parts));
  if (jwks) app.get('/.well-known/jwks.json', async (_request, response) => void response.json(await jwks()));
  if (config.development && mailbox) app.use('/dev', devMailRoute(mailbox, config.publicUrl));
  if (site) app.use(siteRoute(site));
  app.get('/', (_request, response) => response.redirect('/admin'));
  app.use(answerNotFound);
  app.use(answerErrors(logger));
  return app;
}
