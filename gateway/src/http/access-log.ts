import type { Logger } from '@ticketbase/kernel';
import type { RequestHandler, Response } from 'express';
import type { ObservedOperation } from '../request-context.ts';
import type { GatewayMetrics } from '../telemetry/metrics.ts';
import { requestIdOf } from './request-id.ts';

/** Logs and counts each GraphQL request when it ends: what was asked and how it went, never variables or tokens. */
export function observeRequests(logger: Logger, metrics: GatewayMetrics): RequestHandler {
  return (_request, response, next) => {
    const start = performance.now();
    const end = metrics.begin();
    const observed: ObservedOperation = { startedAt: start };
    response.locals.observed = observed;
    response.once('close', () => {
      const { name, type = 'none', viewer, errors } = observed;
      const status = response.writableFinished ? response.statusCode : 499;
      end(type, status);
      const duration = Math.round((performance.now() - start) * 10) / 10;
      const requestId = requestIdOf(response);
      logger.info({ requestId, operation: name, type, viewer, status, errors, duration }, 'request');
    });
    next();
  };
}

export const observedOf = (response: Response): ObservedOperation => response.locals.observed as ObservedOperation;
