import type { IncomingMessage } from 'node:http';
import { newId, REQUEST_ID_HEADER } from '@ticketbase/kernel';
import type { RequestHandler, Response } from 'express';

/** What a caller may choose: enough for any scheme of ids, too little to smuggle anything into a log. */
const SANE = /^[\w.:-]{8,64}$/;

/** Gives each request an id, the caller's if it is a sane one, and tells it in the answer. */
export const assignRequestId: RequestHandler = (request, response, next) => {
  response.setHeader(REQUEST_ID_HEADER, nameRequest(request, response));
  next();
};

/** The same without telling it yet. */
export function nameRequest({ headers }: IncomingMessage, { locals }: Response): string {
  const given = headers[REQUEST_ID_HEADER];
  const requestId = typeof given === 'string' && SANE.test(given) ? given : newId();
  locals.requestId = requestId;
  return requestId;
}

export const requestIdOf = (response: Response): string => response.locals.requestId as string;
