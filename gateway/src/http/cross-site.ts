import type { RequestHandler } from 'express';

/** Whoever sends it could ask for it: browsers send it to other sites only after a preflight. */
const PREFLIGHT_HEADER = 'apollo-require-preflight';

/**
 * Lets plain GETs of programs through the server's guard against requests that another site makes a visitor send: such
 * a request comes from a browser, and every browser says so in one of these headers. What a page of ours sends may pass.
 */
export const admitPlainGets: RequestHandler = (request, _response, next) => {
  const { headers, method } = request;
  if (method === 'GET' && headers['content-type'] === undefined && !isOfAnotherSite(headers))
    headers[PREFLIGHT_HEADER] = 'not a browser, or a page of ours';
  next();
};

function isOfAnotherSite(headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin';
  const { origin, referer, cookie, 'user-agent': userAgent } = headers;
  return origin !== undefined || referer !== undefined || cookie !== undefined || /^mozilla/i.test(String(userAgent));
}
