import type { EntityClass, EntityName, FilterQuery, FindByCursorOptions, OrderDefinition } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError } from '@ticketbase/kernel';
import { type ConnectionArgs, type Page, type PageRequest, parsePage } from '../schema/connection.ts';

export interface PaginateOptions<Entity extends object> {
  readonly where: FilterQuery<Entity>;
  /**
   * Must end in a unique property, so that the order is total. A cursor keeps times to the millisecond: a column that
   * `now()` fills to the microsecond repeats entries, so order by the id (UUIDv7, in order of time) instead.
   */
  readonly orderBy: OrderDefinition<Entity>;
  /** `{ tenant: false }` where the service looks wider than the viewer's tenant. */
  readonly filters?: Record<string, boolean>;
}

/** A page of entities by keyset: one statement whatever the offset. Throws BAD_USER_INPUT for a bad page or cursor. */
export async function paginate<Entity extends object>(
  em: EntityManager,
  entity: EntityName<Entity>,
  args: ConnectionArgs,
  { where, orderBy, filters }: PaginateOptions<Entity>,
): Promise<Page<Entity>> {
  const page = parsePage(args);
  const types = typesOf(em, entity, orderBy);
  const cursor =
    'last' in page
      ? { last: page.last, before: decodable(page.before, 'before', types) }
      : { first: page.first, after: decodable(page.after, 'after', types) };
  const options = { where, orderBy, filters, includeCount: false, ...cursor } as unknown as FindByCursorOptions<Entity>;
  const found = await em.findByCursor(entity as EntityClass<Entity>, options as never).catch(error => {
    throw cursorFault(error, page) ?? error;
  });
  const items = found.items as Entity[];
  return {
    edges: items.map(node => ({ node, cursor: found.from(node as never) })),
    pageInfo: {
      hasNextPage: found.hasNextPage,
      hasPreviousPage: found.hasPrevPage,
      startCursor: items.length > 0 ? found.startCursor : null,
      endCursor: items.length > 0 ? found.endCursor : null,
    },
    totalCount: () => em.count(entity as EntityClass<Entity>, where as never, { filters }),
  };
}

/** A page whose nodes are shaped for GraphQL. */
export function mapPage<From, To>(page: Page<From>, map: (node: From) => To): Page<To> {
  return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: map(node) })) };
}

/** For each property of the order, the type of its values. */
function typesOf<Entity extends object>(
  em: EntityManager,
  entity: EntityName<Entity>,
  orderBy: OrderDefinition<Entity>,
): string[] {
  const properties = em.getMetadata(entity).properties as Record<string, { runtimeType: string }>;
  const names = [orderBy].flat().flatMap(part => Object.keys(part as object));
  return names.map(name => properties[name]?.runtimeType ?? 'string');
}

/** A cursor of another list may hold values of other types, which PostgreSQL refuses as class 22. */
function cursorFault(error: unknown, page: PageRequest): BadUserInputError | undefined {
  const [path, cursor] = 'last' in page ? ['before', page.before] : ['after', page.after];
  const { code } = error as { code?: unknown };
  return cursor !== undefined && typeof code === 'string' && code.startsWith('22') ? notACursor(path!) : undefined;
}

function decodable(cursor: string | undefined, path: string, types: readonly string[]): string | undefined {
  if (cursor === undefined) return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const known = Array.isArray(values) && values.length === types.length;
    if (known && types.every((type, index) => isOf(type, values[index]))) return cursor;
  } catch {}
  throw notACursor(path);
}

/** PostgreSQL compares no values of different types, and says so as a fault of the statement. */
function isOf(type: string, value: unknown): boolean {
  if (type === 'Date') return typeof value === 'string' && !Number.isNaN(Date.parse(value));
  return value === null || typeof value === (type === 'number' || type === 'boolean' ? type : 'string');
}

const notACursor = (path: string) => new BadUserInputError([{ path, message: 'Is not a cursor of this list.' }]);
