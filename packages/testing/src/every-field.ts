import {
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/**
 * An operation with everything that can be selected below it, so many levels deep: fields that need arguments are left
 * out, since nobody reaches them by accident.
 */
export function everyField(schema: GraphQLSchema, name: string, depth: number): string {
  const query = schema.getQueryType()?.getFields()[name];
  const field = query ?? schema.getMutationType()?.getFields()[name];
  if (!field) throw new Error(`There is no operation ${name}.`);
  const variables = field.args.map(argument => `$${argument.name}: ${String(argument.type)}`);
  const given = field.args.map(argument => `${argument.name}: $${argument.name}`);
  const head = variables.length > 0 ? `(${variables.join(', ')})` : '';
  const call = given.length > 0 ? `(${given.join(', ')})` : '';
  return `${query ? 'query' : 'mutation'}${head} { ${name}${call}${selection(field.type, depth)} }`;
}

function selection(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields()).filter(
    field => isOpen(field) && (depth > 1 || !isCompositeType(getNamedType(field.type))),
  );
  return ` { __typename ${fields.map(field => field.name + selection(field.type, depth - 1)).join(' ')} }`;
}

const isOpen = (field: GraphQLField<unknown, unknown>) => !field.args.some(isRequiredArgument);
