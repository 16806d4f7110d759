import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, request } from 'undici';
import { z } from 'zod';
import type { Limits } from '../limits.ts';
import { isPublicAddress } from './address-ranges.ts';
import type { CallSecrets } from './call-secrets.ts';
import { type Destination, FetchFailed, FetchRefused, permit } from './network-policy.ts';

/** What a plugin asks for. */
export const fetchArgs = z.object({
  url: z.string().max(8192),
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  headers: z.record(z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/), z.string().max(8192)).default({}),
  body: z.string().optional(),
  /** How the answer's body is given: as text, or as base64 of its bytes. */
  encoding: z.enum(['utf8', 'base64']).default('utf8'),
});
export type FetchArgs = z.infer<typeof fetchArgs>;

/** What a plugin gets. */
export interface FetchAnswer {
  status: number;
  url: string;
  redirected: boolean;
  headers: Record<string, string>;
  body: string;
}

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
// Connection management is the host's; a forged Host or Proxy header could reach what the URL does not name.
const FORBIDDEN_HEADERS =
  /^(?:host|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect|accept-encoding|proxy-.*)$/i;
const CREDENTIAL_HEADERS = /^(?:authorization|cookie)$/i;

/** Makes outgoing requests for plugins; every address is checked when it is resolved and again when it is connected to. */
export class GuardedFetch {
  private readonly development: boolean;
  private readonly publicAgent: Agent;
  private readonly loopbackAgent = new Agent({ pipelining: 0 });

  /** @param lookup resolves host names, with the signature of `dns.lookup` */
  constructor(options: { development: boolean; lookup?: LookupFunction }) {
    this.development = options.development;
    const connect = buildConnector({
      lookup: checkedLookup(options.lookup ?? (systemLookup as LookupFunction)),
      timeout: 5_000,
    });
    this.publicAgent = new Agent({
      pipelining: 0,
      connect: (target, callback) =>
        connect(target, (error, socket) => {
          if (error) return callback(error, null);
          const address = socket.remoteAddress ?? '';
          if (isPublicAddress(address)) return callback(null, socket);
          socket.destroy();
          callback(new FetchRefused('the host leads to an address that is not public'), null);
        }),
    });
  }

  /**
   * Whether the plugin may make the request, as far as can be said without making it.
   * @throws FetchRefused
   */
  check({ url, headers }: FetchArgs, network: readonly string[]): void {
    const forbidden = Object.keys(headers).find(name => FORBIDDEN_HEADERS.test(name));
    if (forbidden) throw new FetchRefused(`the header ${forbidden} is the platform's`);
    permit(url, network, this.development);
  }

  /**
   * @param secrets what its handles stand for; the answer does not tell it
   * @throws FetchRefused when the request may not be made
   * @throws FetchFailed when it could not be made
   */
  async fetch(
    args: FetchArgs,
    network: readonly string[],
    limits: Pick<Limits, 'fetchMs' | 'fetchBytes'>,
    signal: AbortSignal,
    secrets: CallSecrets,
  ): Promise<FetchAnswer> {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(limits.fetchMs)]);
    let { url, method, headers, body } = args;
    this.check(args, network);
    for (let redirects = 0; ; redirects++) {
      const destination = permit(url, network, this.development);
      if (redirects > 0) secrets.checkRedirect(destination.url);
      // At every hop anew: where a redirect leads, a secret may not be allowed to go.
      const filled = secrets.fill({ url: destination.url.href, headers, ...(body !== undefined && { body }) });
      const target = { url: new URL(filled.url), loopback: destination.loopback };
      const answer = await this.send(target, { method, headers: filled.headers, body: filled.body }, deadline);
      const location = answer.headers.location;
      if (!REDIRECTS.has(answer.statusCode) || typeof location !== 'string') {
        const bytes = await readBody(answer.body, limits.fetchBytes);
        return {
          status: answer.statusCode,
          url: secrets.mask(destination.url.href),
          redirected: redirects > 0,
          headers: flatten(answer.headers, text => secrets.mask(text)),
          body: secrets.maskBytes(bytes).toString(args.encoding),
        };
      }
      answer.body.destroy();
      if (redirects === MAX_REDIRECTS) throw new FetchFailed(`more than ${MAX_REDIRECTS} redirects`);
      const next = URL.parse(location, destination.url.href);
      if (!next) throw new FetchFailed('the answer redirects to something that is not a URL');
      if (next.origin !== destination.url.origin) headers = withoutCredentials(headers);
      if (answer.statusCode === 303 || (answer.statusCode < 303 && method === 'POST')) {
        method = 'GET';
        body = undefined;
      }
      url = next.href;
    }
  }

  /** Ends every connection. */
  async close(): Promise<void> {
    await Promise.all([this.publicAgent.destroy(), this.loopbackAgent.destroy()]);
  }

  private async send(
    { url, loopback }: Destination,
    init: Pick<FetchArgs, 'method' | 'headers' | 'body'>,
    signal: AbortSignal,
  ) {
    try {
      const answer = await request(url, {
        method: init.method,
        // Asked for plain bytes, a server cannot answer with a few that inflate to many.
        headers: { 'user-agent': 'TicketBase-Plugin/1', ...init.headers, 'accept-encoding': 'identity' },
        body: init.method === 'GET' || init.method === 'HEAD' ? null : (init.body ?? null),
        dispatcher: loopback ? this.loopbackAgent : this.publicAgent,
        signal,
      });
      // A body that is given up (a redirect, one too large) reports that as an error, which nobody else listens to.
      answer.body.on('error', () => {});
      return answer;
    } catch (error) {
      throw explain(error, signal);
    }
  }
}

/** Refuses a host name when any of its addresses is not public: a name must not be able to mean both. */
function checkedLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 4);
      const addresses = Array.isArray(found) ? found : [];
      if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address)))
        return callback(new FetchRefused('the host leads to an address that is not public'), '', 4);
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
}

async function readBody(body: AsyncIterable<Buffer> & { destroy(): unknown }, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maxBytes) throw new FetchFailed(`the answer is larger than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    throw explain(error, undefined);
  }
  return Buffer.concat(chunks);
}

function explain(error: unknown, signal: AbortSignal | undefined): Error {
  if (error instanceof FetchRefused || error instanceof FetchFailed) return error;
  if (signal?.aborted || (error as Error).name === 'TimeoutError')
    return new FetchFailed('the host did not answer in time');
  const code = (error as NodeJS.ErrnoException).code;
  return new FetchFailed(`the host could not be reached${code ? ` (${code})` : ''}`);
}

const withoutCredentials = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !CREDENTIAL_HEADERS.test(name)));

const flatten = (headers: Record<string, string | string[] | undefined>, clean: (text: string) => string) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      clean(Array.isArray(value) ? value.join(', ') : (value ?? '')),
    ]),
  );
