import { ForbiddenError } from '@ticketbase/kernel';
import type { RequestHandler } from 'express';
import type { Registry } from 'prom-client';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** `/metrics` for Prometheus; unless `any` may read it, only callers on this machine that no proxy stands between. */
export function metricsRoute(registry: Registry, access: 'loopback' | 'any'): RequestHandler {
  return async (request, response) => {
    const local = LOOPBACK.test(request.socket.remoteAddress ?? '') && !request.get('x-forwarded-for');
    if (access !== 'any' && !local) throw new ForbiddenError();
    response.type(registry.contentType).send(await registry.metrics());
  };
}
