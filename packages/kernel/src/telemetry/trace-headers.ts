import { context, propagation } from '@opentelemetry/api';

/** The headers by which the other end continues this trace (W3C `traceparent`); none if nothing is traced. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** Does work as a part of the trace that a request's headers name, if they name one. */
export function continueTrace<T>(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  work: () => Promise<T>,
): Promise<T> {
  return context.with(propagation.extract(context.active(), headers), work);
}
