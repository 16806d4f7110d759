import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { type DocumentNode, parse, print, visit } from 'graphql';
import { z } from 'zod';
import { BoundedCache } from '../bounded-cache.ts';
import { BadRequestError, OperationNotPersistedError, PersistedQueryNotFoundError } from '../errors.ts';

const MAX_OPERATIONS = 5_000;
/** Characters of all operations that clients have persisted. */
const MAX_CHARACTERS = 10_000_000;
const MAX_KNOWN_TEXTS = 5_000;

const extension = z.object({
  persistedQuery: z.object({ version: z.literal(1), sha256Hash: z.string().regex(/^[0-9a-f]{64}$/i) }),
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Parameters of GraphQL over HTTP, of a body or of a URL. */
interface Parameters {
  query?: unknown;
  extensions?: unknown;
}

/**
 * Operations by their hash, which spares clients to send them again (automatic persisted queries: a client sends the
 * hash, and if it is not known, the text with it), and the safelist of the operations that may be asked at all.
 */
export class PersistedOperations {
  private readonly texts = new BoundedCache<string>({
    maxEntries: MAX_OPERATIONS,
    maxSize: MAX_CHARACTERS,
    sizeOf: text => text.length,
  });
  /** Hashes of the operations that may be asked, in their plain form; undefined for any. */
  private readonly allowed: ReadonlySet<string> | undefined;
  private readonly judged = new BoundedCache<boolean>({ maxEntries: MAX_KNOWN_TEXTS });

  /** `allowed`: the texts of all operations that may be asked; undefined for any. Throws GraphQLError for what is none. */
  constructor(allowed?: readonly string[]) {
    this.allowed = allowed && new Set(allowed.map(plainHash));
    // A client that sends only hashes finds what it may ask from the first request on.
    for (const text of allowed ?? []) this.texts.set(sha256(text), text);
  }

  /** The text of the operation that is meant. Throws if it is not known, is not that of its hash, or may not be asked. */
  textOf({ query, extensions }: Parameters): unknown {
    const text = this.persisted(query, extension.safeParse(extensions).data?.persistedQuery.sha256Hash.toLowerCase());
    if (this.allowed && typeof text === 'string' && !this.isAllowed(text)) throw new OperationNotPersistedError();
    return text;
  }

  private persisted(query: unknown, hash: string | undefined): unknown {
    if (hash === undefined) return query;
    if (query === undefined || query === null || query === '') {
      const known = this.texts.get(hash);
      if (known === undefined) throw new PersistedQueryNotFoundError();
      return known;
    }
    if (typeof query !== 'string' || sha256(query) !== hash)
      throw new BadRequestError('The hash of the persisted query is not that of its text.');
    this.texts.set(hash, query);
    return query;
  }

  private isAllowed(text: string): boolean {
    const hash = sha256(text);
    const known = this.judged.get(hash);
    if (known !== undefined) return known;
    const isAllowed = this.allowed!.has(plainHash(text));
    this.judged.set(hash, isAllowed);
    return isAllowed;
  }
}

/** Clients write an operation each in their way and add `__typename` for their caches: neither makes it another one. */
function plainHash(text: string): string {
  try {
    const plain: DocumentNode = visit(parse(text, { noLocation: true, maxTokens: 20_000 }), {
      Field: ({ name, alias }) => (name.value === '__typename' && !alias ? null : undefined),
    });
    const definitions = [...plain.definitions].map(print).sort();
    return sha256(definitions.join('\n'));
  } catch {
    // No operation at all: the server says so itself, where any may be asked.
    return '';
  }
}

/** Puts the text of the operation that a request means where the server reads it. */
export function resolvePersisted(operations: PersistedOperations): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'GET') resolveUrl(request, operations);
    else if (isParameters(request.body)) request.body = withPersistedText(request.body, operations);
    next();
  };
}

/** The body of a request with the text of the operation that it means; what is no object stays what it is. */
export function withPersistedText(body: unknown, operations: PersistedOperations): unknown {
  if (!isParameters(body)) return body;
  const query = operations.textOf(body);
  if (body.extensions === undefined) return query === body.query ? body : { ...body, query };
  return { ...body, ...(query === undefined ? {} : { query }), extensions: others(body.extensions) };
}

function resolveUrl(request: Request, operations: PersistedOperations): void {
  const url = new URL(request.url, 'http://gateway');
  const extensions = parseJson(url.searchParams.get('extensions'));
  const query = operations.textOf({ query: url.searchParams.get('query') ?? undefined, extensions });
  if (typeof query === 'string' && isParameters(extensions)) {
    url.searchParams.set('query', query);
    url.searchParams.set('extensions', JSON.stringify(others(extensions)));
  }
  // In the one way in which everybody who comes after reads it alike.
  request.url = `${url.pathname}${url.search}`;
}

/** Without what is answered for: the server itself knows no persisted queries. */
function others(extensions: unknown): unknown {
  if (!isParameters(extensions)) return extensions;
  const { persistedQuery: _, ...rest } = extensions as Record<string, unknown>;
  return rest;
}

const isParameters = (value: unknown): value is Parameters & Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const manifest = z.record(z.string(), z.string());

/** The operations of manifests, each the JSON of an object of texts by name. Throws if one is not. */
export const readManifests = (texts: readonly string[]): string[] =>
  texts.flatMap(text => Object.values(manifest.parse(JSON.parse(text))));
