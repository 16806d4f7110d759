import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import type { Scope, SubgraphName } from '@ticketbase/kernel';
import { type GraphQLObjectType, type GraphQLSchema, isObjectType, parse } from 'graphql';
import { buildSchemaSync, createResolversMap, type NonEmptyArray } from 'type-graphql';
import type { AccessLevel } from './access.ts';
import { type Keeping, readKeeping } from './keep-for.ts';
import { MoneyResolver } from './money.type.ts';
import { DateTime } from './scalars.ts';

const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@override", "@tag"])';

/** Resolves references to this subgraph's entities: `{ Event: (reference, context) => entity | null }`. */
export type References<Context> = Readonly<
  // biome-ignore lint/suspicious/noExplicitAny: a reference has the fields of the entity's key, which only its own resolver knows.
  Record<string, (reference: any, context: Context) => unknown>
>;

export interface SubgraphSource<Context> {
  readonly name: SubgraphName;
  // biome-ignore lint/complexity/noBannedTypes: type-graphql takes resolver classes as Function.
  readonly resolvers: readonly Function[];
  readonly references: References<Context>;
  /** Types that no field of a resolver mentions, such as members of unions. */
  // biome-ignore lint/complexity/noBannedTypes: as above.
  readonly types?: readonly Function[];
}

/** A subgraph's schema: its SDL as composition sees it, and the executable schema. */
export interface SubgraphSchema {
  readonly name: SubgraphName;
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  /** Who may call each operation: `Query.events` → `events:read`. */
  readonly access: ReadonlyMap<string, AccessLevel>;
  /** The scopes that fields of entities need: `Event.analytics` → `analytics:read`. */
  readonly fieldScopes: ReadonlyMap<string, Scope>;
  /** What answers may be kept, and how long; without it none. */
  readonly keeping?: Keeping;
}

/**
 * Builds a subgraph from its resolver classes. Throws when a query or mutation does not declare its access, so that an
 * unguarded operation cannot be started.
 */
export function buildSubgraph<Context>(source: SubgraphSource<Context>): SubgraphSchema {
  const decorated = buildSchemaSync({
    resolvers: [...source.resolvers, MoneyResolver] as unknown as NonEmptyArray<never>,
    orphanedTypes: [...(source.types ?? [])] as never,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    validate: false,
    skipCheck: true,
  });
  const access = readAccess(source.name, decorated);
  const sdl = `${FEDERATION}\n\n${printSchemaWithDirectives(decorated)}`;
  const resolvers = createResolversMap(decorated) as Record<string, Record<string, unknown>>;
  for (const [type, resolveReference] of Object.entries(source.references)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolveReference };
  }
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  const fieldScopes = readFieldScopes(decorated);
  return { name: source.name, sdl, schema, access, fieldScopes, keeping: readKeeping(decorated) };
}

function readAccess(name: SubgraphName, schema: GraphQLSchema): Map<string, AccessLevel> {
  const roots = [schema.getQueryType(), schema.getMutationType()].filter(root => root != null) as GraphQLObjectType[];
  const access = new Map<string, AccessLevel>();
  for (const root of roots) {
    for (const field of Object.values(root.getFields())) {
      const level = field.extensions.access as AccessLevel | undefined;
      if (!level)
        throw new Error(`${name}: ${root.name}.${field.name} does not declare who may call it; add @Access(…).`);
      access.set(`${root.name}.${field.name}`, level);
    }
  }
  return access;
}

function readFieldScopes(schema: GraphQLSchema): Map<string, Scope> {
  const roots: unknown[] = [schema.getQueryType(), schema.getMutationType()];
  const types = Object.values(schema.getTypeMap()).filter(type => isObjectType(type) && !roots.includes(type));
  return new Map(
    (types as GraphQLObjectType[]).flatMap(type =>
      Object.values(type.getFields()).flatMap(({ name, extensions }): [string, Scope][] =>
        extensions.access ? [[`${type.name}.${name}`, extensions.access as Scope]] : [],
      ),
    ),
  );
}
