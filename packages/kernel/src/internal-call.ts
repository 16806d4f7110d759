import { createHash } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { ServiceUnavailableError, UnsignedRequestError } from './errors.ts';
import type { Download, SubgraphEndpoint, SubgraphName, SubgraphRequest, SubgraphResponse } from './subgraph.ts';
import { traceHeaders } from './telemetry/trace-headers.ts';

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

const sha256 = (body: string) => createHash('sha256').update(body).digest('base64url');

/** Signs one request from one part of the platform to another with the secret that they share (HS256). */
export function signInternalCall(secret: string, call: Omit<InternalCall, 'body'>, body: string): string {
  return jwt.sign({ ...call, body: sha256(body) }, secret, { algorithm: 'HS256', expiresIn: SIGNATURE_LIFETIME });
}

/** Checks a signature against the body that came with it. Throws UNSIGNED_REQUEST. */
export function verifyInternalCall(
  secret: string,
  audience: string,
  signature: string | undefined,
  body: string,
): InternalCall {
  if (!signature) throw new UnsignedRequestError('there is no signature');
  let payload: unknown;
  try {
    payload = jwt.verify(signature, secret, { algorithms: ['HS256'], audience });
  } catch {
    throw new UnsignedRequestError('the signature is not valid');
  }
  const call = signatureClaims.safeParse(payload);
  if (!call.success || call.data.body !== sha256(body))
    throw new UnsignedRequestError('it was signed for another body');
  return call.data;
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

/** A subgraph behind signed HTTP. Transport faults are SERVICE_UNAVAILABLE. */
export function httpEndpoint({ name, url, secret, caller, timeout = 30_000 }: HttpEndpointOptions): SubgraphEndpoint {
  return {
    name,
    async execute(request: SubgraphRequest): Promise<SubgraphResponse> {
      const { query, variables, operationName, viewer, accessToken, requestId, client, signal } = request;
      const body = JSON.stringify({ query, variables, operationName });
      const call: Omit<InternalCall, 'body'> = viewer.isService
        ? { iss: caller, aud: name, as: 'service', org: viewer.organizationId }
        : { iss: caller, aud: name, as: 'viewer', client };
      const limit = AbortSignal.timeout(timeout);
      try {
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          body,
          signal: signal ? AbortSignal.any([signal, limit]) : limit,
          headers: {
            'content-type': 'application/json',
            ...traceHeaders(),
            [REQUEST_ID_HEADER]: requestId,
            [SIGNATURE_HEADER]: signInternalCall(secret, call, body),
            ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
          },
        });
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
  };
}

/** The header that a file's name travels in between parts of the platform, percent-encoded. */
export const FILENAME_HEADER = 'x-ticketbase-filename';

const toDownload = ({ headers }: Response, body: AsyncIterable<Uint8Array>): Download => ({
  filename: decodeURIComponent(headers.get(FILENAME_HEADER) ?? 'download'),
  contentType: headers.get('content-type') ?? 'application/octet-stream',
  body,
});
