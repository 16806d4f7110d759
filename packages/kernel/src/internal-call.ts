import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ServiceUnavailableError, UnsignedRequestError } from './errors.ts';
import type { Download, SubgraphEndpoint, SubgraphName, SubgraphRequest, SubgraphResponse } from './subgraph.ts';
import { traceHeaders } from './telemetry/trace-headers.ts';
import { WATCH_PATH, watchOverHttp } from './watch-over-http.ts';

/** The header that carries the caller's signature. */
export const SIGNATURE_HEADER = 'x-ticketbase-signature';
export const REQUEST_ID_HEADER = 'x-request-id';

/** Seconds for which a signature is good: enough for clocks that differ a little, too short to be of use to a thief. */
const SIGNATURE_LIFETIME = 30;

const signatureClaims = z.object({
  iss: z.string(),
  /** Whether the caller speaks for itself, or passes on a request of the viewer whose token comes with it. */
  as: z.enum(['service', 'viewer']),
  aud: z.string(),
  /** SHA-256 of the body, so that a signature fits one request only. */
  body: z.string(),
  /** The tenant that a service acts for; absent when a viewer's request is passed on. */
  org: z.uuid().nullish(),
  client: z
    .object({ ip: z.string().optional(), userAgent: z.string().optional(), refreshToken: z.string().optional() })
    .optional(),
});
export type InternalCall = z.infer<typeof signatureClaims>;

/** With the second from which on it is not good any more. */
const timedClaims = signatureClaims.extend({ exp: z.number() });

const sha256 = (body: string) => hash('sha256', body, 'base64url');

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const HEADER = encode({ alg: 'HS256', typ: 'JWT' });

/** Signs one request from one part of the platform to another with the secret that they share (a JWT, HS256). */
export function signInternalCall(secret: string, call: Omit<InternalCall, 'body'>, body: string): string {
  const iat = Math.floor(Date.now() / 1_000);
  const unsigned = `${HEADER}.${encode({ ...call, body: sha256(body), iat, exp: iat + SIGNATURE_LIFETIME })}`;
  return `${unsigned}.${macOf(secret, unsigned).toString('base64url')}`;
}

/** Made once of each secret, which takes longer than to use it. */
const keyOf = (() => {
  const keys = new Map<string, KeyObject>();
  return (secret: string): KeyObject => {
    const key = keys.get(secret) ?? createSecretKey(Buffer.from(secret));
    keys.set(secret, key);
    return key;
  };
})();

const macOf = (secret: string, unsigned: string): Buffer =>
  createHmac('sha256', keyOf(secret)).update(unsigned).digest();

/** Checks a signature against the body that came with it. Throws UNSIGNED_REQUEST. */
export function verifyInternalCall(
  secret: string,
  audience: string,
  signature: string | undefined,
  body: string,
): InternalCall {
  if (!signature) throw new UnsignedRequestError('there is no signature');
  const call = verifiedClaims(secret, signature);
  if (!call || call.aud !== audience) throw new UnsignedRequestError('the signature is not valid');
  if (call.body !== sha256(body)) throw new UnsignedRequestError('it was signed for another body');
  return call;
}

/**
 * The claims of a token that is signed with the secret and good now. Its header has to be the one that we write, letter by
 * letter, so that there is no algorithm to choose.
 */
function verifiedClaims(secret: string, signature: string): InternalCall | undefined {
  const [header, payload = '', mac = '', ...more] = signature.split('.');
  if (header !== HEADER || more.length > 0) return undefined;
  const given = Buffer.from(mac, 'base64url');
  const expected = macOf(secret, `${header}.${payload}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const claims = timedClaims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  return claims.success && Date.now() < claims.data.exp * 1_000 ? claims.data : undefined;
}

export interface HttpEndpointOptions {
  readonly name: SubgraphName;
  /** Base URL of the subgraph's server, e.g. http://127.0.0.1:4101 */
  readonly url: string;
  readonly secret: string;
  /** Who calls: `gateway`, or a subgraph's name. */
  readonly caller: string;
  /** Milliseconds after which an unanswered call fails. */
  readonly timeout?: number;
}

/** What one part of the platform posts to another's `/graphql`. */
export interface InternalRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Texts of operations as JSON: the planner sends the same few for ever. */
const queryTexts = new Map<string, string>();
const MAX_QUERY_TEXTS = 1_000;

function bodyOf(query: string, variables: unknown, operationName: string | undefined): string {
  let text = queryTexts.get(query);
  if (text === undefined) {
    text = JSON.stringify(query);
    if (queryTexts.size >= MAX_QUERY_TEXTS) queryTexts.clear();
    queryTexts.set(query, text);
  }
  const name = operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`;
  const given = variables === undefined ? '' : `,"variables":${JSON.stringify(variables)}`;
  return `{"query":${text}${given}${name}}`;
}

/** The body of a call and its headers: signature, identity, request id and trace. */
export function internalRequest(
  request: SubgraphRequest,
  { name, secret, caller }: Pick<HttpEndpointOptions, 'name' | 'secret' | 'caller'>,
): InternalRequest {
  const { query, variables, operationName, viewer, accessToken, requestId, client } = request;
  const body = bodyOf(query, variables, operationName);
  const call: Omit<InternalCall, 'body'> = viewer.isService
    ? { iss: caller, aud: name, as: 'service', org: viewer.organizationId }
    : { iss: caller, aud: name, as: 'viewer', client };
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...traceHeaders(),
    [REQUEST_ID_HEADER]: requestId,
    [SIGNATURE_HEADER]: signInternalCall(secret, call, body),
  };
  if (accessToken) headers.authorization = `Bearer ${accessToken}`;
  return { body, headers };
}

/** A subgraph behind signed HTTP. Transport faults are SERVICE_UNAVAILABLE. */
export function httpEndpoint(options: HttpEndpointOptions): SubgraphEndpoint {
  const { name, url, secret, caller, timeout = 30_000 } = options;
  return {
    name,
    async execute(request: SubgraphRequest): Promise<SubgraphResponse> {
      const { body, headers } = internalRequest(request, options);
      const limit = AbortSignal.timeout(timeout);
      const signal = request.signal ? AbortSignal.any([request.signal, limit]) : limit;
      try {
        const response = await fetch(`${url}/graphql`, { method: 'POST', body, headers, signal });
        return (await response.json()) as SubgraphResponse;
      } catch (error) {
        throw new ServiceUnavailableError(name, error);
      }
    },
    async download(token, signal): Promise<Download | null> {
      const call: Omit<InternalCall, 'body'> = { iss: caller, aud: name, as: 'service', org: null };
      const headers = { [SIGNATURE_HEADER]: signInternalCall(secret, call, token), ...traceHeaders() };
      const response = await fetch(`${url}/downloads/${encodeURIComponent(token)}`, { headers, signal }).catch(
        error => {
          throw new ServiceUnavailableError(name, error);
        },
      );
      if (response.ok && response.body) return toDownload(response, response.body);
      await response.body?.cancel();
      if (response.status === 404) return null;
      throw new ServiceUnavailableError(name, new Error(`The download was answered with ${response.status}.`));
    },
    watch(signal) {
      const call: Omit<InternalCall, 'body'> = { iss: caller, aud: name, as: 'service', org: null };
      const headers = { [SIGNATURE_HEADER]: signInternalCall(secret, call, WATCH_PATH) };
      return watchOverHttp(name, limit => fetch(`${url}${WATCH_PATH}`, { headers, signal: limit }), signal);
    },
  };
}

/** The header that a file's name travels in between parts of the platform, percent-encoded. */
export const FILENAME_HEADER = 'x-ticketbase-filename';

const toDownload = ({ headers }: Response, body: AsyncIterable<Uint8Array>): Download => ({
  filename: decodeURIComponent(headers.get(FILENAME_HEADER) ?? 'download'),
  contentType: headers.get('content-type') ?? 'application/octet-stream',
  body,
});
