import type { GraphQLError } from 'graphql';

/** Of which object and field an error of a resolver is; without a field, of the object itself. */
interface Place {
  readonly type: string;
  readonly id: string;
  readonly field?: string;
}

/** Why an error's path is not that of the field that failed; undefined if nothing in the answer speaks against it. */
export function faultOfPath(error: GraphQLError, data: unknown): string | undefined {
  const place = error.extensions.of as Place | undefined;
  if (!place) return undefined;
  const { path } = error;
  if (!path) return 'there is no path';
  const above = place.field === undefined ? path : path.slice(0, -1);
  const last = path.at(-1);
  // Aliases of the random operations end with the name of their field.
  if (place.field !== undefined && (typeof last !== 'string' || last.split('_').at(-1) !== place.field))
    return `it ends with ${last}, and ${place.field} failed`;
  let value = data;
  for (const step of above) {
    if (value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
    if (value === undefined) return `nothing is at ${step}`;
  }
  return value === null ? undefined : faultOfObject(value as Record<string, unknown>, place, last);
}

function faultOfObject(object: Record<string, unknown>, place: Place, last: string | number | undefined) {
  if (typeof object !== 'object' || Array.isArray(object)) return 'it leads to no object';
  const { __typename, id } = object;
  if (typeof __typename === 'string' && __typename !== place.type) return `it leads to a ${__typename}`;
  if (typeof id === 'string' && id !== place.id) return `it leads to ${id}, and ${place.id} failed`;
  if (place.field !== undefined && object[last as string] !== null) return 'what is there is not null';
  return undefined;
}
