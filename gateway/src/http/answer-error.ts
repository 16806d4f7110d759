import { DomainError, type Logger, NotFoundError } from '@ticketbase/kernel';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { BadRequestError, PayloadTooLargeError, RequestError } from '../errors.ts';
import { formatError, toGraphQLError } from '../public-errors.ts';
import { requestIdOf } from './request-id.ts';

/** Answers errors outside of GraphQL's execution in the form of GraphQL: coded, and without our insides. */
export function answerErrors(logger: Logger): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const known = fromFramework(error) ?? error;
    const { message, extensions } = toGraphQLError(known, requestIdOf(response), logger);
    send(response, statusOf(known), formatError({ message, extensions: withoutStatus(extensions) }));
  };
}

/** Answers paths that there are not. */
export const answerNotFound: RequestHandler = (_request, response) => {
  const { message, code } = new NotFoundError('What you asked for');
  send(response, 404, { message, extensions: { code } });
};

function send(response: Response, status: number, error: object): void {
  response.status(status).json({ errors: [error] });
}

function statusOf(error: unknown): number {
  if (error instanceof RequestError) return error.status;
  if (!(error instanceof DomainError)) return 500;
  return { FORBIDDEN: 403, NOT_FOUND: 404, UNAUTHENTICATED: 401, SERVICE_UNAVAILABLE: 503 }[error.code] ?? 400;
}

const withoutStatus = ({ http: _, ...extensions }: Record<string, unknown>) => extensions;

/** The refusals of Express and its body parser, which carry a status and a type. */
function fromFramework(error: unknown): RequestError | undefined {
  const { type, status, limit } = (error ?? {}) as { type?: string; status?: number; limit?: number };
  if (error instanceof DomainError || typeof status !== 'number' || status >= 500) return undefined;
  if (type === 'entity.too.large') return new PayloadTooLargeError('The body', limit ?? 0);
  if (type === 'entity.parse.failed') return new BadRequestError('The body is not valid JSON.');
  return new BadRequestError('The request cannot be read.');
}
