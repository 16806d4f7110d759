import { type GraphQLSchema, getVariableValues, Kind, print, type VariableDefinitionNode } from 'graphql';

type Given = Readonly<Record<string, unknown>>;
type Coerced = ReturnType<typeof getVariableValues>;

const REPRESENTATIONS = 'representations';

/**
 * Coerces the variables of an operation. The references of `_entities` are any objects: to look at each of them as
 * graphql-js does changes none, and takes time.
 */
export function compileVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): (given: Given) => { coerced: Given; errors?: undefined } | Extract<Coerced, { errors: unknown }> {
  const others = definitions.filter(definition => !isReferences(definition));
  if (others.length === definitions.length) return given => coerceAll(schema, definitions, given);
  return given => {
    const references = given[REPRESENTATIONS];
    if (!Array.isArray(references) || references.some(each => each === null || each === undefined))
      return coerceAll(schema, definitions, given);
    if (others.length === 0) return { coerced: { [REPRESENTATIONS]: references } };
    const result = coerceAll(schema, others, given);
    return result.errors ? result : { coerced: { ...result.coerced, [REPRESENTATIONS]: references } };
  };
}

const coerceAll = (schema: GraphQLSchema, definitions: readonly VariableDefinitionNode[], given: Given) =>
  getVariableValues(schema, definitions, given, { maxErrors: 50 }) as
    | { coerced: Given; errors?: undefined }
    | Extract<Coerced, { errors: unknown }>;

const isReferences = ({ variable, type, defaultValue, directives }: VariableDefinitionNode): boolean =>
  variable.name.value === REPRESENTATIONS &&
  type.kind === Kind.NON_NULL_TYPE &&
  print(type) === '[_Any!]!' &&
  defaultValue === undefined &&
  !directives?.length;
