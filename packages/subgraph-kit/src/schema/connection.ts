import 'reflect-metadata';
import { BadUserInputError } from '@ticketbase/kernel';
import { ArgsType, Directive, Field, Int, ObjectType } from 'type-graphql';

const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 100;

@Directive('@shareable')
@ObjectType('PageInfo', { description: 'Where a page lies in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'True if there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'True if there is more before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last edge; pass it as `after` for the next page.',
  })
  endCursor!: string | null;
}

/** The arguments of every list that can grow: `@Args() page: ConnectionArgs`. */
@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the start, 1 to 100; 20 if neither first nor last is given.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many from the end, 1 to 100.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null;
}

/** A page of a list, before it is shaped for GraphQL. */
export interface Page<T> {
  readonly edges: ReadonlyArray<{ readonly cursor: string; readonly node: T }>;
  readonly pageInfo: PageInfo;
  /** Counted only if asked for: a function, so that a query without `totalCount` costs no statement. */
  readonly totalCount?: () => Promise<number>;
}

/** Makes `<Name>Connection` and `<Name>Edge` for a node type. Call it once per type, beside the type. */
export function Connection<T extends object>(node: () => abstract new () => T, name: string) {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list.` })
  class Edge {
    @Field(() => String, { description: 'Where this edge lies in the list.' })
    cursor!: string;

    @Field(() => node() as never, { description: `The ${name}.` })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class ConnectionType {
    @Field(() => [Edge], { description: 'The entries of this page, in order.' })
    edges!: Edge[];

    @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
    pageInfo!: PageInfo;

    // A method, because type-graphql calls only those: the page's own function takes its place.
    @Field(() => Int, { description: 'How many entries the whole list has.' })
    totalCount(): number | Promise<number> {
      throw new Error(`This page of ${name} cannot count its list.`);
    }
  }
  return ConnectionType;
}

/** What a page request asks for, checked. Throws BAD_USER_INPUT. */
export type PageRequest =
  | { readonly first: number; readonly after?: string }
  | { readonly last: number; readonly before?: string };

export function parsePage({ first, after, last, before }: ConnectionArgs): PageRequest {
  if (first != null && last != null) fail('last', 'Give first or last, not both.');
  if (last != null) {
    if (after != null) fail('after', 'Goes with first, not with last.');
    return { last: size('last', last), before: before ?? undefined };
  }
  if (before != null) fail('before', 'Goes with last.');
  return { first: size('first', first ?? DEFAULT_PAGE), after: after ?? undefined };
}

function size(path: string, value: number): number {
  if (value < 1 || value > LARGEST_PAGE) fail(path, `Must be between 1 and ${LARGEST_PAGE}.`);
  return value;
}

function fail(path: string, message: string): never {
  throw new BadUserInputError([{ path, message }]);
}
