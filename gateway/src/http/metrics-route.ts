import { ForbiddenError, type MetricsAccess, mayReadMetrics } from '@ticketbase/kernel';
import type { RequestHandler } from 'express';
import type { Registry } from 'prom-client';

/** What makes the text of `/metrics`. */
export type Figures = Pick<Registry, 'contentType' | 'metrics'>;

/** `/metrics` for Prometheus, for those who may read it. */
export function metricsRoute(registry: Figures, access: MetricsAccess): RequestHandler {
  return async (request, response) => {
    if (!mayReadMetrics(access, request)) throw new ForbiddenError();
    response.type(registry.contentType).send(await registry.metrics());
  };
}
