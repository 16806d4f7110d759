import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  DomainError,
  ForbiddenError,
  NotFoundError,
  SUBGRAPHS,
  type SubgraphEndpoint,
  type SubgraphName,
  type SubgraphRequest,
  type SubgraphResponse,
  UnauthenticatedError,
} from '@ticketbase/kernel';
import { execute, type GraphQLResolveInfo, parse, validate } from 'graphql';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@inaccessible", "@shareable"])`;

interface Context {
  readonly request: SubgraphRequest;
  readonly extensions: Record<string, unknown>;
}
type Resolve = (parent: never, args: never, context: Context, info: GraphQLResolveInfo) => unknown;

/** A subgraph as small as its SDL and a few resolvers. */
export interface TinySubgraph {
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, Resolve>>>>;
}

const event = (id: string) => ({ id, title: `Event ${id}`, organization: { id: 'o1' } });

/** What the test resolvers can be held up or asked by. */
export interface Stage {
  /** Awaited by `Query.slow`. */
  gate: Promise<unknown>;
  changes: number;
  apiTokenExchanges: number;
  release: { id: string; sdl: string } | null;
  /** Ids of sessions that have ended before their access tokens. */
  readonly ended: Set<string>;
}

export const newStage = (): Stage => ({
  ...{ gate: Promise.resolve(), changes: 0, apiTokenExchanges: 0, release: null },
  ended: new Set(),
});

export interface TinySource {
  readonly stage: Stage;
  /** Stands for what users exchanges `tb_good` for. */
  apiAccessToken(): string;
}

/** Organizations, events, orders and plugins: four subgraphs whose entities refer to each other. */
export function tinySubgraphs({ stage, apiAccessToken }: TinySource): Partial<Record<SubgraphName, TinySubgraph>> {
  return {
    users: {
      sdl: `${LINK}
        type Query { me: Viewer!  secretPlan: String @inaccessible  clientSeen: String  viewerIsCurrent: Boolean @inaccessible }
        type Viewer { kind: String!  id: ID  organizationId: ID  requestId: String! }
        type Organization @key(fields: "id") { id: ID!  name: String! }
        type Token @inaccessible { accessToken: String!  expiresIn: Int! }
        type Mutation { login: Boolean!  logout: Boolean!  exchangeApiToken(token: String!): Token! @inaccessible }`,
      resolvers: {
        Query: {
          me: (_: unknown, __: unknown, { request }: Context) => ({
            kind: request.viewer.identity.kind,
            id: request.viewer.actor.id,
            organizationId: request.viewer.organizationId,
            requestId: request.requestId,
          }),
          clientSeen: (_: unknown, __: unknown, { request }: Context) => JSON.stringify(request.client ?? null),
          viewerIsCurrent: (_: unknown, __: unknown, { request }: Context) => {
            const { identity } = request.viewer;
            if (identity.kind === 'user' && stage.ended.has(identity.sessionId)) throw new UnauthenticatedError();
            return true;
          },
        },
        Mutation: {
          login: (_: unknown, __: unknown, { extensions }: Context) => {
            extensions.setRefreshToken = { token: 'refresh-1', maxAge: 3600 };
            return true;
          },
          logout: (_: unknown, __: unknown, { extensions }: Context) => {
            extensions.setRefreshToken = { token: null, maxAge: 0 };
            return true;
          },
          exchangeApiToken: (_: unknown, { token }: { token: string }, { request }: Context) => {
            stage.apiTokenExchanges++;
            if (!request.viewer.isService) throw new ForbiddenError();
            if (token !== 'tb_good') throw new UnauthenticatedError();
            return { accessToken: apiAccessToken(), expiresIn: 900 };
          },
        },
        Organization: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Organization ${id}` }) },
      },
    },
    events: {
      sdl: `${LINK}
        scalar Upload
        scalar JSON
        type Query { event(id: ID!): Event  events(first: Int, after: String): EventConnection!  node(id: ID!): Node  slow: String!  eventsClientSeen: String  broken: String  mustNotBeNull: Event! }
        interface Node { id: ID! }
        type EventConnection { edges: [EventEdge!]!  nodes: [Event!]! }
        type EventEdge { cursor: String!  node: Event! }
        type Event implements Node @key(fields: "id") { id: ID!  title: String!  organization: Organization!  similar: [Event!]!  parent: Event }
        type Organization @key(fields: "id", resolvable: false) { id: ID! }
        type Mutation { change(by: Int!, at: JSON): Int!  slowChange: Int!  upload(file: Upload!, note: String): String!  uploads(files: [Upload!]!): [String!]! }`,
      resolvers: {
        Query: {
          event: (_: unknown, { id }: { id: string }) => {
            if (id === 'missing') throw new NotFoundError('The event');
            return event(id);
          },
          events: (_: unknown, { first = 2 }: { first?: number }) => {
            const nodes = Array.from({ length: first }, (_, index) => event(`e${index + 1}`));
            return { nodes, edges: nodes.map(node => ({ cursor: node.id, node })) };
          },
          node: (_: unknown, { id }: { id: string }) => ({ __typename: 'Event', ...event(id) }),
          slow: async () => {
            await stage.gate;
            return 'done';
          },
          eventsClientSeen: (_: unknown, __: unknown, { request }: Context) => JSON.stringify(request.client ?? null),
          broken: () => {
            throw new TypeError(`cannot read /srv/app/node_modules/pg/secret.js at password=hunter2`);
          },
          mustNotBeNull: () => null,
        },
        Event: {
          parent: ({ id }: { id: string }) => event(`${id}p`),
          similar: ({ id }: { id: string }) => [event(`${id}a`), event(`${id}b`)],
          __resolveReference: ({ id }: { id: string }) => (id === 'hidden' ? null : event(id)),
        },
        Mutation: {
          change: (_: unknown, { by }: { by: number }) => {
            stage.changes += by;
            return stage.changes;
          },
          slowChange: async () => {
            await stage.gate;
            return ++stage.changes;
          },
          upload: (_: unknown, { file, note }: { file: UploadValue; note?: string }) =>
            `${describe(file)} ${note ?? ''}`.trim(),
          uploads: (_: unknown, { files }: { files: UploadValue[] }) => files.map(describe),
        },
      },
    },
    payments: {
      sdl: `${LINK}
        type Query { order(id: ID!): Order }
        type Order @key(fields: "id") { id: ID!  number: String!  event: Event!  related: Event  organization: Organization! }
        type Event @key(fields: "id") { id: ID!  sold: Int }
        type Organization @key(fields: "id", resolvable: false) { id: ID! }`,
      resolvers: {
        Query: {
          order: (_: unknown, { id }: { id: string }) => ({
            id,
            number: `N-${id}`,
            event: { id: id === 'hidden' ? 'hidden' : 'e1' },
            related: { id: 'hidden' },
            organization: { id: 'o1' },
          }),
        },
        Event: { __resolveReference: ({ id }: { id: string }) => ({ id, sold: id.length }) },
      },
    },
    plugins: {
      sdl: `${LINK}
        type Query { installed: [String!]!  supergraphRelease(ifNot: ID): Release @inaccessible }
        type Release @inaccessible { id: ID!  sdl: String! }
        type Event @key(fields: "id") { id: ID!  widgets: [String!]! }`,
      resolvers: {
        Query: {
          installed: () => ['offline-payments'],
          supergraphRelease: (_: unknown, { ifNot }: { ifNot?: string }) =>
            stage.release && stage.release.id !== ifNot ? stage.release : null,
        },
        Event: { __resolveReference: ({ id }: { id: string }) => ({ id, widgets: [`widget of ${id}`] }) },
      },
    },
  };
}

type UploadValue = { filename: string; mimetype: string; bytes?: Uint8Array; base64?: string };
const describe = ({ filename, mimetype, bytes, base64 }: UploadValue) =>
  `${filename} ${mimetype} ${bytes ? bytes.length : Buffer.from(base64 ?? '', 'base64').length}`;

/** Composes subgraphs as the schema folder does. */
export function compose(subgraphs: Partial<Record<SubgraphName, TinySubgraph>>): string {
  const services = SUBGRAPHS.flatMap(name => {
    const subgraph = subgraphs[name];
    return subgraph ? [{ name, url: `http://${name}.invalid`, typeDefs: parse(subgraph.sdl) }] : [];
  });
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(`The test subgraphs do not compose: ${errors}`);
  return supergraphSdl;
}

/** A subgraph in this process, with its errors formed as the platform's subgraphs form theirs. */
export function tinyEndpoint(name: SubgraphName, { sdl, resolvers }: TinySubgraph): SubgraphEndpoint {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  return {
    name,
    async execute(request: SubgraphRequest): Promise<SubgraphResponse> {
      const document = parse(request.query);
      const faults = validate(schema, document);
      if (faults.length > 0)
        return {
          errors: faults.map(({ message }) => ({ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })),
        };
      const extensions = {};
      const contextValue: Context = { request, extensions };
      const variableValues = request.variables;
      const { data, errors } = await execute({
        schema,
        document,
        contextValue,
        variableValues,
        operationName: request.operationName,
      });
      return {
        data,
        extensions,
        errors: errors?.map(({ message, path, originalError }) =>
          originalError instanceof DomainError
            ? { message, path, extensions: originalError.toExtensions() }
            : { message, path, extensions: { stacktrace: ['at run (/srv/app/index.js:1:1)'] } },
        ),
      };
    },
  };
}
