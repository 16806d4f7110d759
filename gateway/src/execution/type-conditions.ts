import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import type { IsOfType } from './rewrites.ts';

/** Says of objects of answers whether they are of a type, as the supergraph has it. */
export function isOfTypeIn(schema: GraphQLSchema): IsOfType {
  const members = new Map<string, ReadonlySet<string>>();
  const membersOf = (condition: string): ReadonlySet<string> => {
    const known = members.get(condition) ?? namesOfType(schema, condition);
    members.set(condition, known);
    return known;
  };
  return ({ __typename }, condition, otherwise) => {
    if (!__typename) return otherwise;
    return __typename === condition || membersOf(condition).has(__typename as string);
  };
}

/** The names of the object and interface types that are of an abstract type. */
function namesOfType(schema: GraphQLSchema, condition: string): ReadonlySet<string> {
  const type = schema.getType(condition);
  if (!isAbstractType(type)) return new Set();
  const all = Object.values(schema.getTypeMap());
  const ofType = all.filter(one => (isObjectType(one) || isInterfaceType(one)) && schema.isSubType(type, one));
  return new Set(ofType.map(({ name }) => name));
}
