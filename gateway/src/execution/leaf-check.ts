import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';

/** Whether a leaf of an answer is what its type says. */
export type AcceptsLeaf = (value: unknown) => boolean;

const isString: AcceptsLeaf = value => typeof value === 'string';

const BUILT_IN: Readonly<Record<string, AcceptsLeaf>> = {
  String: isString,
  ID: value => isString(value) || Number.isInteger(value),
  Int: Number.isInteger,
  Float: Number.isFinite,
  Boolean: value => typeof value === 'boolean',
};

/** The check of a type: only values that clients know for an enum, anything for the platform's own scalars. */
export function leafCheck(type: GraphQLLeafType): AcceptsLeaf {
  if (isEnumType(type)) {
    const values = new Set(type.getValues().map(({ name }) => name));
    return value => values.has(value as string);
  }
  return (isSpecifiedScalarType(type) && BUILT_IN[type.name]) || (() => true);
}

/** The same of a type of the specification as a condition in generated code; undefined for other types. */
export const leafCondition = (type: GraphQLLeafType): string | undefined =>
  isSpecifiedScalarType(type) ? CONDITIONS[type.name] : undefined;

const CONDITIONS: Readonly<Record<string, string>> = {
  String: "typeof v === 'string'",
  ID: "typeof v === 'string' || Number.isInteger(v)",
  Int: 'Number.isInteger(v)',
  Float: 'Number.isFinite(v)',
  Boolean: "typeof v === 'boolean'",
};
