import {
  type AnyDomainEvent,
  DomainError,
  domainEvent,
  newId,
  type SubgraphEndpoint,
  type SubgraphName,
  UnauthenticatedError,
  Viewer,
} from '@ticketbase/kernel';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type HarnessOptions, sign, startGateway, type TestGateway } from '../gateway-harness.ts';
import { compose, tinyEndpoint } from '../tiny-subgraphs.ts';

/** What the subgraphs behind the gateway do next. */
export interface LiveStage {
  /** Tickets sold of each event, by organization and id. */
  readonly sold: Map<string, number>;
  /** False once the session of everyone has ended. */
  current: boolean;
  /** Thrown in place of an event's answer. */
  failure: Error | undefined;
  /** Characters of an event's title. */
  titleLength: number;
  /** How often an event was asked for. */
  asked: number;
  release: { id: string; sdl: string } | null;
  /** Tells the gateway of a domain event; ends the stream with an error if there is none. */
  tell(name: SubgraphName, event: AnyDomainEvent | undefined): void;
  watchers(name: SubgraphName): number;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@inaccessible"])`;

const USERS = `${LINK}
  type Query { viewerIsCurrent: Boolean! @inaccessible }
  type Organization @key(fields: "id") { id: ID!  name: String! }`;
const EVENTS = `${LINK}
  scalar DateTime
  type Query { event(id: ID!): Event  checkInLists(eventId: ID!): [CheckInList!]! }
  type Event @key(fields: "id") { id: ID!  title: String!  ticketsSold: Int!  startsAt: DateTime  similar(first: Int): [Event!]!  organization: Organization! }
  type CheckInList { id: ID!  checkedIn: Int! }
  type Organization @key(fields: "id", resolvable: false) { id: ID! }`;
const PLUGINS = (extra: string) => `${LINK}
  scalar DateTime
  type Query { pluginInstallation(id: ID!): PluginInstallation  supergraphRelease(ifNot: ID): Release @inaccessible ${extra} }
  type Release @inaccessible { id: ID!  sdl: String! }
  type PluginInstallation { id: ID!  logs(first: Int): PluginLogConnection! }
  type PluginLogConnection { edges: [PluginLogEdge!]! }
  type PluginLogEdge { node: PluginLog! }
  type PluginLog { id: ID!  message: String!  at: DateTime! }`;

const supergraphOf = (extra: string) =>
  compose({
    users: { sdl: USERS, resolvers: {} },
    events: { sdl: EVENTS, resolvers: {} },
    plugins: { sdl: PLUGINS(extra), resolvers: {} },
  });

/** A later release: with one more root field. */
export const laterRelease = () => ({ id: newId(), sdl: supergraphOf('brandNew: String') });

export interface LiveGateway extends TestGateway {
  readonly live: LiveStage;
  /** Lines of the one plugin's log, newest first. */
  readonly lines: { id: string; message: string; at: string }[];
}

/** A gateway over subgraphs whose events and figures the test decides. */
export async function startLiveGateway(options: HarnessOptions = {}): Promise<LiveGateway> {
  const watchers = new Map<SubgraphName, Set<(event: AnyDomainEvent | undefined) => void>>();
  const of = (name: SubgraphName) => watchers.get(name) ?? watchers.set(name, new Set()).get(name)!;
  const live: LiveStage = {
    ...{ sold: new Map(), current: true, failure: undefined, titleLength: 5, asked: 0, release: null },
    tell(name, event) {
      for (const watcher of of(name)) watcher(event);
    },
    watchers: name => of(name).size,
  };
  const lines: LiveGateway['lines'] = [];
  const event = (id: string, organization: string | null) => ({
    ...{ id, title: 'x'.repeat(live.titleLength), organization: { id: organization } },
    ticketsSold: live.sold.get(`${organization}/${id}`) ?? 0,
  });
  const watchable = (name: SubgraphName, endpoint: SubgraphEndpoint): SubgraphEndpoint => ({
    ...endpoint,
    watch: signal => watchOf(of(name), signal),
  });
  const users = tinyEndpoint('users', {
    sdl: USERS,
    resolvers: {
      Query: {
        viewerIsCurrent: () => {
          if (!live.current) throw new UnauthenticatedError('This session was ended, or its rights have changed.');
          return true;
        },
      },
      Organization: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Organization ${id}` }) },
    },
  });
  const events = tinyEndpoint('events', {
    sdl: EVENTS,
    resolvers: {
      Query: {
        event(_: unknown, { id }: { id: string }, { request }) {
          live.asked += 1;
          if (live.failure) throw live.failure;
          const [owner] = id.split('/');
          // A public event is seen by everyone, and is still its organizer's alone to follow.
          const organization = id.includes('/') ? owner! : request.viewer.organizationId;
          return id.startsWith('missing') ? null : event(id, organization);
        },
        checkInLists: (_: unknown, { eventId }: { eventId: string }) => [{ id: eventId, checkedIn: 3 }],
      },
      Event: { similar: () => [] },
    },
  });
  const plugins = tinyEndpoint('plugins', {
    sdl: PLUGINS('brandNew: String'),
    resolvers: {
      Query: {
        pluginInstallation: (_: unknown, { id }: { id: string }) => (id === 'missing' ? null : { id }),
        supergraphRelease: (_: unknown, { ifNot }: { ifNot?: string }) =>
          live.release && live.release.id !== ifNot ? live.release : null,
      },
      PluginInstallation: { logs: () => ({ edges: lines.map(node => ({ node })) }) },
    },
  });
  const test = await startGateway({
    ...options,
    services: { supergraph: supergraphOf(''), ...options.services },
    endpoints: {
      ...{ users, events: watchable('events', events), plugins: watchable('plugins', plugins) },
      payments: watchable('payments', { name: 'payments', execute: async () => ({ data: {} }) }),
      ...options.endpoints,
    },
  });
  return { ...test, live, lines };
}

async function* watchOf(
  watchers: Set<(event: AnyDomainEvent | undefined) => void>,
  signal: AbortSignal,
): AsyncGenerator<AnyDomainEvent> {
  const waiting: (AnyDomainEvent | undefined)[] = [];
  let wake = () => {};
  const push = (event: AnyDomainEvent | undefined) => {
    waiting.push(event);
    wake();
  };
  watchers.add(push);
  signal.addEventListener('abort', () => wake());
  try {
    while (!signal.aborted) {
      while (waiting.length > 0) {
        const event = waiting.shift();
        if (!event) throw new DomainErrorOfTest();
        yield event;
      }
      await new Promise<void>(resolve => {
        wake = resolve;
      });
    }
  } finally {
    watchers.delete(push);
  }
}

class DomainErrorOfTest extends DomainError {
  static readonly code: string = 'SERVICE_UNAVAILABLE';
  constructor() {
    super('The subgraph restarts.');
  }
}

export interface Person {
  readonly organizationId: string;
  readonly userId: string;
  readonly token: string;
}

/** Someone with these scopes, in an organization of their own. */
export function person(
  scopes: readonly string[] = ['events:read', 'tickets:check_in', 'plugins:read'],
  { organizationId = newId(), expiresIn = 900 }: { organizationId?: string; expiresIn?: number } = {},
): Person {
  const userId = newId();
  const claims = { kind: 'user', sub: userId, org: organizationId, role: 'OWNER', scopes, sid: newId() };
  return { organizationId, userId, token: sign(claims, { expiresIn }) };
}

/** An order of an event was confirmed. */
export function sold(organizationId: string, eventId: string): AnyDomainEvent {
  const by = { viewer: Viewer.service('events', organizationId), requestId: newId() };
  return {
    ...domainEvent('event.updated', { eventId: newId(), title: 'Event', slug: 'event', changed: [] }, by),
    payload: { eventId, title: 'Event', slug: 'event', changed: [] },
  } as AnyDomainEvent;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into payloads of any shape.
export type Payload = any;

/** A stream as its client sees it. */
export interface Followed {
  /** The next payload; undefined when the stream has ended. */
  next(): Promise<Payload>;
  /** Every payload until the end. */
  rest(): Promise<Payload[]>;
  stop(): void;
}

interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

/** Follows a subscription by server-sent events. */
export function followEvents(url: string, token: string | undefined, operation: Operation): Followed {
  const client = createSseClient({
    url: `${url}/graphql`,
    retryAttempts: 0,
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
  onTestFinished(() => client.dispose());
  return followed(client.iterate(operation));
}

/** Follows a subscription over a WebSocket. */
export function followSocket(url: string, token: string | undefined, operation: Operation): Followed {
  const client = createSocketClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: token ? { authorization: `Bearer ${token}` } : {},
  });
  onTestFinished(() => void client.dispose());
  return followed(client.iterate(operation));
}

function followed(iterator: AsyncIterableIterator<unknown>): Followed {
  return {
    async next() {
      return (await iterator.next()).value;
    },
    async rest() {
      const payloads: Payload[] = [];
      for await (const payload of { [Symbol.asyncIterator]: () => iterator }) payloads.push(payload);
      return payloads;
    },
    stop: () => void iterator.return?.(),
  };
}
