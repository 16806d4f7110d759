import {
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/**
 * An operation with everything that can be selected below it, so many levels deep: fields that need arguments are left
 * out, since nobody reaches them by accident, and so is `except`: paths of names, such as `ticket.event`.
 */
export function everyField(
  schema: GraphQLSchema,
  name: string,
  depth: number,
  except: ReadonlySet<string> = new Set(),
): string {
  const query = schema.getQueryType()?.getFields()[name];
  const field = query ?? schema.getMutationType()?.getFields()[name];
  if (!field) throw new Error(`There is no operation ${name}.`);
  const variables = field.args.map(argument => `$${argument.name}: ${String(argument.type)}`);
  const given = field.args.map(argument => `${argument.name}: $${argument.name}`);
  const head = variables.length > 0 ? `(${variables.join(', ')})` : '';
  const call = given.length > 0 ? `(${given.join(', ')})` : '';
  const below = selection(field.type, depth, name, except);
  return `${query ? 'query' : 'mutation'}${head} { ${name}${call}${below} }`;
}

function selection(type: GraphQLOutputType, depth: number, path: string, except: ReadonlySet<string>): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields()).filter(
    field =>
      !field.args.some(isRequiredArgument) &&
      (depth > 1 || !isCompositeType(getNamedType(field.type))) &&
      !except.has(`${path}.${field.name}`),
  );
  const below = fields.map(field => field.name + selection(field.type, depth - 1, `${path}.${field.name}`, except));
  return ` { __typename ${below.join(' ')} }`;
}
