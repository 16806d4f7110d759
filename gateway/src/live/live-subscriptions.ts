import {
  type AnyDomainEvent,
  type ClientInfo,
  DomainError,
  NotFoundError,
  newId,
  ServiceUnavailableError,
  UnauthenticatedError,
  Viewer,
} from '@ticketbase/kernel';
import { type FormattedExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Documents } from '../documents.ts';
import type { EntryParts } from '../entry-parts.ts';
import { BadRequestError, PayloadTooLargeError, ShuttingDownError } from '../errors.ts';
import type { CurrentViewers } from '../identity/current-viewers.ts';
import { identifyCaller } from '../identity/identify-caller.ts';
import { formatError, toGraphQLError } from '../public-errors.ts';
import type { RequestContext } from '../request-context.ts';
import { InvalidOperationError, LiveDocuments, positioned } from './live-documents.ts';
import { TooManySubscriptionsError } from './live-errors.ts';
import { LiveFeed } from './live-feed.ts';
import { SUPERGRAPH_CHANGED } from './live-field.ts';
import { compileLiveOperation, type LiveOperation, SUBJECT, subjectIn } from './live-operation.ts';
import { LiveStream, type LiveTransport } from './live-stream.ts';
import { LiveSubscription } from './live-subscription.ts';

/** The most that streams may take. */
export interface SubscriptionLimits {
  /** Of one user, API token or plugin. */
  readonly perCaller: number;
  /** Of this process. */
  readonly total: number;
  /** Bytes of one payload. */
  readonly maxBytes: number;
  /** Milliseconds for which a client may leave untaken what it is sent. */
  readonly stallTimeout: number;
}

/** Told of streams as they begin and end. */
export interface SubscriptionObserver {
  began(field: string): void;
  sent(field: string): void;
  /** `reason` is an error's code, or `left`. */
  ended(field: string, reason: string): void;
}

export interface LiveSubscriptionsParts extends EntryParts {
  readonly documents: Documents;
  readonly endpoints: ConstructorParameters<typeof LiveFeed>[0];
  readonly current: CurrentViewers;
  readonly limits: SubscriptionLimits;
  /** Milliseconds that one payload may take. */
  readonly timeout: number;
  readonly observer: SubscriptionObserver;
}

/** A subscription as it came, and who asks. */
export interface LiveRequest {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
  /** The Authorization header, or what stands for it. */
  readonly authorization: string | undefined;
  readonly client: ClientInfo;
  readonly requestId: string;
}

/**
 * The streams of this process. Each payload is a query of the supergraph in the subscriber's name, and before each the
 * subscriber is identified anew: a stream ends when its token runs out, or its session, its API token or its role does.
 */
export class LiveSubscriptions {
  private readonly parts: LiveSubscriptionsParts;
  private readonly feed: LiveFeed;
  private readonly streams = new Map<LiveStream, string>();
  private readonly documents: LiveDocuments;
  private readonly schemaListeners = new Set<LiveStream>();
  private opening = 0;
  private closed = false;

  constructor(parts: LiveSubscriptionsParts) {
    this.parts = parts;
    this.documents = new LiveDocuments(parts.documents);
    this.feed = new LiveFeed(parts.endpoints, parts.logger);
    parts.supergraphs.onSchemaLoadOrUpdate(() => {
      for (const stream of this.schemaListeners) stream.missed();
    });
  }

  /** Begins a stream; its first payload says how things are. Throws DomainError or InvalidOperationError. */
  async open(request: LiveRequest, transport: LiveTransport): Promise<LiveStream> {
    this.opening += 1;
    try {
      return await this.begin(request, transport);
    } finally {
      this.opening -= 1;
    }
  }

  /** Why a stream could not begin, or has ended, as its client is told. */
  shown(error: unknown, requestId: string): readonly GraphQLError[] {
    const errors = error instanceof InvalidOperationError ? error.faults : [this.asGraphQL(error, requestId)];
    return errors.map(({ message, path, locations, extensions: { http: _, ...extensions } }) => {
      const { extensions: shown } = formatError({ message, extensions });
      return positioned(new GraphQLError(message, { path, extensions: shown }), locations);
    });
  }

  /** Ends all streams with SHUTTING_DOWN: their clients come back to whoever takes this process's place. */
  close(): void {
    this.closed = true;
    for (const stream of this.streams.keys()) stream.end(new ShuttingDownError());
    this.feed.close();
  }

  private async begin(request: LiveRequest, transport: LiveTransport): Promise<LiveStream> {
    const { callers, limits, observer, supergraphs } = this.parts;
    if (this.closed) throw new ShuttingDownError();
    const { viewer } = await this.identified(request);
    await callers.count(viewer, request.client.ip);
    const caller = viewer.actor.id ?? request.client.ip ?? '';
    this.checkRoom(caller);
    const { schema } = supergraphs.supergraph;
    const subscription = new LiveSubscription(request, schema, this.operationOf(request, schema));
    const { field, id } = subscription.operation;
    const first = await this.produce(subscription, []);
    if (!first) throw new Error('A first payload is never the one before.');
    // Several may have been on their way at once.
    this.checkRoom(caller);
    if (this.closed) throw new ShuttingDownError();
    let unlisten = () => {};
    const stream: LiveStream = new LiveStream(first, {
      produce: (events, onlyCheck) => this.produce(subscription, events, onlyCheck),
      refuse: error => ({ errors: this.shown(error, request.requestId) }) as FormattedExecutionResult,
      isPassing: error => reasonOf(error) === ServiceUnavailableError.code,
      ...{ settles: field.settles ?? false, stallTimeout: limits.stallTimeout, transport },
      onEnd: error => {
        unlisten();
        this.streams.delete(stream);
        this.schemaListeners.delete(stream);
        observer.ended(field.name, reasonOf(error));
      },
    });
    this.streams.set(stream, caller);
    observer.began(field.name);
    if (field.name === SUPERGRAPH_CHANGED) this.schemaListeners.add(stream);
    else if (id !== undefined) unlisten = this.feed.listen(field, viewer.requireOrganization(), id, stream);
    // What happens until the domain events are watched is told to nobody.
    stream.settle();
    return stream;
  }

  private checkRoom(caller: string): void {
    const { perCaller, total } = this.parts.limits;
    if (this.streams.size >= total || this.opening > total) throw new TooManySubscriptionsError('server', total);
    let own = 0;
    for (const other of this.streams.values()) if (other === caller) own += 1;
    if (own >= perCaller) throw new TooManySubscriptionsError('viewer', perCaller);
  }

  /** The operation on a schema. Throws what is wrong with it. */
  private operationOf(
    { query, operationName, variables, extensions }: LiveRequest,
    schema: GraphQLSchema,
  ): LiveOperation {
    const { persisted, admission } = this.parts;
    const text = persisted.textOf({ query, extensions });
    if (typeof text !== 'string') throw new BadRequestError('The request has no query.');
    const given = isRecord(variables) ? variables : {};
    admission.admit({ query: text, operationName, variables }, schema);
    const document = this.documents.parse(text, schema);
    const name = typeof operationName === 'string' ? operationName : undefined;
    const operation = compileLiveOperation(schema, document, name, given);
    // What is asked for each payload has the links of the subscription as its root fields.
    admission.admit(operation, schema);
    return operation;
  }

  private async produce(
    subscription: LiveSubscription,
    events: readonly AnyDomainEvent[],
    onlyCheck = false,
  ): Promise<FormattedExecutionResult | undefined> {
    const { current, supergraphs, limits, observer, timeout } = this.parts;
    const { request } = subscription;
    const identified = await this.identified(request);
    const { viewer } = identified;
    const { schema, id } = supergraphs.supergraph;
    // Another supergraph: the stream goes on if what it asks for is still there.
    if (subscription.schema !== schema) subscription.moveTo(schema, this.operationOf(request, schema));
    const { operation } = subscription;
    const { field } = operation;
    if (field.access === 'authenticated') requireSomeone(viewer);
    else viewer.require(field.access);
    await current.require(identified, request.requestId, AbortSignal.timeout(timeout));
    if (onlyCheck) return undefined;
    const result = operation.query === undefined ? {} : await this.ask(operation, identified, request);
    if (field.subject && !field.subject.isOf(subjectIn(result.data), viewer))
      throw noSubject(result, field.subject.called);
    const facts = field.name === SUPERGRAPH_CHANGED ? { at: new Date().toISOString(), id } : field.factsOf(events);
    const payload = subscription.payloadOf(facts, result);
    if (!payload) return undefined;
    const bytes = Buffer.byteLength(JSON.stringify(payload));
    if (bytes > limits.maxBytes) throw new PayloadTooLargeError('A payload', limits.maxBytes);
    observer.sent(field.name);
    return payload;
  }

  private identified({ authorization, client, requestId }: LiveRequest) {
    return identifyCaller(this.parts, authorization, client.ip, requestId);
  }

  private async ask(
    { query, variables, name }: LiveOperation,
    identified: { readonly viewer: Viewer; readonly accessToken?: string },
    { client }: LiveRequest,
  ): Promise<FormattedExecutionResult> {
    const { server, timeout } = this.parts;
    const contextValue: RequestContext = {
      ...{ requestId: newId(), ...identified, client, signal: AbortSignal.timeout(timeout) },
      observed: { startedAt: performance.now() },
    };
    const { body } = await server.executeOperation({ query, variables, operationName: name }, { contextValue });
    if (body.kind !== 'single') throw new Error('The gateway does not answer in parts.');
    return body.singleResult;
  }

  private asGraphQL(error: unknown, requestId: string): GraphQLError {
    return toGraphQLError(error, requestId, this.parts.logger);
  }
}

function requireSomeone(viewer: Viewer): void {
  if (viewer.isAnonymous) throw new UnauthenticatedError();
}

/** Why what is watched was not answered: its part of the platform says so, or it is not there for this viewer. */
function noSubject({ data, errors = [] }: FormattedExecutionResult, called: string): unknown {
  const error = errors.find(({ path }) => path?.[0] === SUBJECT) ?? errors.find(({ path }) => !path || data);
  if (!error) return new NotFoundError(called);
  // The query is ours: that it is not valid is no fault of the client's.
  if (data === undefined) return new Error(error.message);
  return new GraphQLError(error.message, { extensions: error.extensions });
}

function reasonOf(error: unknown): string {
  if (error === undefined) return 'left';
  if (error instanceof DomainError) return error.code;
  if (error instanceof InvalidOperationError) return 'GRAPHQL_VALIDATION_FAILED';
  const code = (error as GraphQLError | undefined)?.extensions?.code;
  return typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR';
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
