import { extendSchema, type GraphQLSchema, parse } from 'graphql';
import { LIVE_FIELDS, type LiveField } from './live-field.ts';

/**
 * The API of a supergraph with what can be subscribed to. The gateway serves these fields itself, over the rest of the
 * supergraph; one that lacks what a subscription tells of, or defines types of the same names, goes without it.
 */
export function withSubscriptions(schema: GraphQLSchema): GraphQLSchema {
  if (schema.getSubscriptionType() || schema.getType('Subscription')) return schema;
  const fields = LIVE_FIELDS.filter(field => isPossible(field, schema));
  if (fields.length === 0) return schema;
  const root = `"""What is told as it happens, over server-sent events or a WebSocket."""
    type Subscription { ${fields.map(({ sdl }) => sdl).join('\n')} }
    extend schema { subscription: Subscription }`;
  return extendSchema(schema, parse([...fields.map(({ types }) => types), root].join('\n'), { noLocation: true }));
}

function isPossible({ needs, types }: LiveField, schema: GraphQLSchema): boolean {
  const defined = [...types.matchAll(/^\s*(?:type|enum) (\w+)/gm)].map(([, name]) => name!);
  return needs.every(coordinate => isThere(coordinate, schema)) && !defined.some(name => schema.getType(name));
}

function isThere(coordinate: string, schema: GraphQLSchema): boolean {
  const [type, field] = coordinate.split('.');
  if (field === undefined) return schema.getType(type!) !== undefined;
  return schema.getQueryType()?.getFields()[field] !== undefined;
}
