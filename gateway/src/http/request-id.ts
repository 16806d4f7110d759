import { newId, REQUEST_ID_HEADER } from '@ticketbase/kernel';
import type { RequestHandler, Response } from 'express';

/** What a caller may choose: enough for any scheme of ids, too little to smuggle anything into a log. */
const SANE = /^[\w.:-]{8,64}$/;

/** Gives each request an id, the caller's if it is a sane one, and tells it in the answer. */
export const assignRequestId: RequestHandler = (request, response, next) => {
  const given = request.get(REQUEST_ID_HEADER);
  const requestId = given && SANE.test(given) ? given : newId();
  response.locals.requestId = requestId;
  response.setHeader(REQUEST_ID_HEADER, requestId);
  next();
};

export const requestIdOf = (response: Response): string => response.locals.requestId as string;
