import { ForbiddenError, type MetricsAccess, mayReadMetrics } from '@ticketbase/kernel';
import type { RequestHandler } from 'express';
import type { Registry } from 'prom-client';

/** What makes the text of `/metrics`. */
export type Figures = Pick<Registry, 'contentType' | 'metrics'>;

/** `/metrics` for Prometheus, for those who may read it. */
export function metricsRoute(registry: Figures, access: MetricsAccess): RequestHandler {
  return async (request, response) => {
    const caller = {
      address: request.socket.remoteAddress,
      forwardedFor: request.get('x-forwarded-for'),
      authorization: request.get('authorization'),
    };
    if (!mayReadMetrics(access, caller)) throw new ForbiddenError();
    response.type(registry.contentType).send(await registry.metrics());
  };
}
