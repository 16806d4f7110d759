import type { IncomingHttpHeaders } from 'node:http';
import { UnauthenticatedError } from '@ticketbase/kernel';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { createHandler } from 'graphql-sse';
import type { GatewayConfig } from '../config.ts';
import { RateLimitedError } from '../errors.ts';
import { InvalidOperationError } from '../live/live-documents.ts';
import type { LiveStream } from '../live/live-stream.ts';
import type { LiveSubscriptions } from '../live/live-subscriptions.ts';
import { MAX_USER_AGENT } from '../request-context.ts';
import { requestIdOf } from './request-id.ts';

const EVENT_STREAM = 'text/event-stream';

/**
 * Subscriptions as server-sent events (the GraphQL over SSE protocol, distinct connections): a POST to `/graphql` that
 * accepts `text/event-stream`. Only the Authorization header says who asks: no cookie does, so there is nothing that
 * another site could have a browser send.
 */
export function eventStreamRoute(live: LiveSubscriptions, { body }: Pick<GatewayConfig, 'body'>): Router {
  const router = Router();
  router.post('/', (request, _response, next) => next(wantsStream(request.headers) ? undefined : 'router'));
  router.post('/', express.json({ limit: body.maxBytes }), answer(live));
  return router;
}

/** Whether a client wants a stream most of all: some name it among what they would take. */
export const wantsStream = ({ accept }: IncomingHttpHeaders): boolean =>
  accept?.split(',', 1)[0]?.trim() === EVENT_STREAM;

const answer =
  (live: LiveSubscriptions): RequestHandler =>
  async (request, response) => {
    const transport = { isClogged: () => response.writableLength > 0, abandon: () => response.destroy() };
    const { query, operationName, variables, extensions } = (request.body ?? {}) as Record<string, unknown>;
    const requestId = requestIdOf(response);
    try {
      const stream = await live.open(
        {
          ...{ query, operationName, variables, extensions, requestId },
          authorization: request.get('authorization'),
          client: { ip: request.ip, userAgent: request.get('user-agent')?.slice(0, MAX_USER_AGENT) },
        },
        transport,
      );
      await send(stream, request, response);
    } catch (error) {
      if (error instanceof UnauthenticatedError) response.set('www-authenticate', 'Bearer error="invalid_token"');
      if (error instanceof RateLimitedError) response.set('retry-after', String(error.retryAfter));
      if (!(error instanceof InvalidOperationError)) throw error;
      response.status(400).json({ errors: live.shown(error, requestId) });
    }
  };

async function send(stream: LiveStream, request: Request, response: Response): Promise<void> {
  // One that went while its stream was being opened is not there to close it.
  if (response.destroyed) return void (await stream.return());
  const handle = createHandler({ authenticate: () => null, onSubscribe: () => stream as never });
  const [events, { status, headers }] = await handle({
    ...{ method: 'POST', url: request.originalUrl, body: request.body, raw: request, context: undefined },
    headers: { get: name => (name === 'accept' ? EVENT_STREAM : request.get(name)) },
  });
  if (!events || typeof events === 'string') {
    await stream.return();
    return void response.status(status).end(events);
  }
  response.writeHead(status, {
    ...headers,
    // A proxy that buffers or compresses would hold events back.
    ...{ 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' },
    // A connection that is kept after its stream would hold up a stop.
    connection: 'close',
  });
  response.once('close', () => void stream.return());
  response.once('close', () => void events.return());
  for await (const event of events) {
    if (response.destroyed) return;
    await new Promise<void>(resolve => response.write(event, () => resolve()));
  }
  response.end();
}
