import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EXTENSION_TARGETS } from '../manifest/extension-targets.ts';
import { ContextSchema, contextTypeOf } from './context-schema.ts';
import { checkInputQuery } from './input-query.ts';
import { inputType } from './input-types.ts';

const contexts = ContextSchema.parse(readFileSync(new URL('../../contexts.graphql', import.meta.url), 'utf8'));
const check = (query: string, permissions: string[] = []) =>
  checkInputQuery(contexts, 'ORDER_DETAIL', permissions, query);
const faultsOf = (query: string, permissions: string[] = []) => {
  const checked = check(query, permissions);
  return checked.ok ? [] : checked.issues.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

describe('the snapshot of the platform', () => {
  test('has a described context type with described fields for every place', () => {
    for (const target of EXTENSION_TARGETS) {
      const type = contexts.queriedAt(target)?.getQueryType();
      expect(type?.name, target).toBe(contextTypeOf(target));
      expect(type?.description, target).toBeTruthy();
      for (const field of Object.values(type!.getFields())) expect(field.description, field.name).toBeTruthy();
    }
  });

  test('reads what it prints, and holds nothing that changes anything or that clients do not see', () => {
    expect(ContextSchema.parse(contexts.sdl).sdl).toBe(contexts.sdl);
    expect(contexts.sdl).not.toMatch(/^type Mutation|@inaccessible|join__|@tag/m);
  });
});

describe('ContextSchema.ofSupergraph', () => {
  test('takes what contexts lead to, without what is inaccessible, and with the scopes of its tags', () => {
    const schema = ContextSchema.ofSupergraph(`
      directive @inaccessible on FIELD_DEFINITION | OBJECT | ENUM_VALUE
      directive @tag(name: String!) repeatable on FIELD_DEFINITION
      type Query { secretly: Unreached }
      type Unreached { id: ID }
      type OrderDetailContext { order: Order @tag(name: "scope/orders/read") @tag(name: "other") }
      type Order { number: String @deprecated inside: ID @inaccessible lines(of: Kind): [Line!]! }
      enum Kind { ADD_ON HIDDEN @inaccessible }
      interface Line { total: Int } type Ticket implements Line { total: Int }`);
    expect(schema.sdl.replace(/\s+/g, ' ')).toContain(
      'enum Kind { ADD_ON } interface Line { total: Int } type Order { number: String @deprecated lines(of: Kind): [Line!]! } type OrderDetailContext { order: Order @scope(name: "orders:read") } type Ticket implements Line { total: Int }',
    );
    expect(schema.sdl).not.toContain('Unreached');
    expect(schema.scopeOf('OrderDetailContext', 'order')).toBe('orders:read');
  });
});

describe('checkInputQuery', () => {
  test('tells the fields that a query selects, each once, and the scopes that they need', () => {
    const checked = check(
      'query { order { number again: number buyer { name } ...Money } } fragment Money on Order { total { amount } }',
      ['orders:read'],
    );
    if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
    expect(checked.query.fields.map(({ type, field, scope }) => `${type}.${field} ${scope}`)).toEqual([
      'OrderDetailContext.order orders:read',
      'Order.number null',
      'Order.buyer orders:read',
      'Buyer.name null',
      'Order.total null',
      'Money.amount null',
    ]);
    expect(checked.query.fields[2]!.description).toBe('Who bought.');
    expect(checked.query.scopes).toEqual(['orders:read']);
  });

  test('names the place of a field that no permission covers, and what to do', () => {
    expect(faultsOf('query {\n  order {\n    event { analytics { checkedIn } }\n  }\n}', ['orders:read'])).toEqual([
      '3:13 Event.analytics needs the permission analytics:read; add it to "permissions" in plugin.json, or do not select the field',
    ]);
    expect(faultsOf('{ order { event { analytics { checkedIn } } } }', ['orders:read', 'analytics:read'])).toEqual([]);
  });

  test.each([
    ['a field that is not there, with one that is', '{ ordre { number } }', /1:3 .*Did you mean "order"\?/],
    [
      'a field of another place, with all of this one',
      '{ wallet { total { amount } } }',
      /It has order, organization\./,
    ],
    ['a field without the fields it needs', '{ order }', /1:3 Field "order" of type "Order" must have a selection/],
    ['what is no GraphQL', 'query {', /1:8 Syntax Error/],
    ['nothing', '', /Syntax Error/],
    ['fragments alone', 'fragment A on Order { number }', /1:1 has no query; write a query on OrderDetailContext/],
    ['two queries', 'query A { organization { id } } query B { organization { id } }', /1:33 must hold one query only/],
    ['a mutation', 'mutation { order { id } }', /1:1 must be a query on OrderDetailContext/],
    ['variables', 'query ($orderId: ID!) { order { id } }', /1:8 takes no variables.*without \$orderId/],
    ['directives', '{ organization @skip(if: true) { id } }', /1:16 takes no directives/],
    ['introspection', '{ __schema { types { name } } }', /__schema is not there to be selected/],
    [
      'a fragment in itself',
      '{ organization { ...A } } fragment A on Organization { ...A }',
      /Cannot spread fragment "A"/,
    ],
    ['text without end', `{ organization { id } } ${'#'.repeat(10_000)}`, /longer than 10000 characters/],
    [
      'what is too deep',
      `{ organization { members { edges { node { user { memberships { user { memberships { user { memberships { id } } } } } } } } } } }`,
      /fields deep; 10 are the most/,
    ],
    [
      'too much of one context',
      `{ ${Array.from({ length: 6 }, (_, i) => `o${i}: organization { id }`).join(' ')} }`,
      /6 fields of its context; 5/,
    ],
  ])('refuses %s', (_, query, fault) => {
    expect(faultsOf(query, ['orders:read', 'organization:read']).join('\n')).toMatch(fault);
  });
});

test('is done at once with fragments that spread each other twice over and over', () => {
  const fragments = Array.from(
    { length: 60 },
    (_, i) => `fragment F${i} on OrderDetailContext { ...F${i + 1} ...F${i + 1} }`,
  );
  const query = `{ ...F0 } ${fragments.join(' ')} fragment F60 on OrderDetailContext { organization { id } }`;
  expect(check(query).ok).toBe(true);
});

describe('inputType', () => {
  const typeOf = (query: string) => {
    const checked = check(query, ['orders:read', 'tickets:read']);
    if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
    return inputType(contexts, 'ORDER_DETAIL', checked.query).replace(/\s+/g, ' ');
  };

  test('says what may be null, what is a list, and what values an enum has', () => {
    expect(typeOf('{ order { number placedAt: createdAt tickets { status attendee { name } } } }')).toBe(
      "{ order: { number: string; placedAt: string; tickets: Array<{ status: 'VALID' | 'USED' | 'CANCELLED' | 'REFUNDED'; attendee: { name: string | null; } | null; }>; } | null; }",
    );
  });

  test('puts together what fragments and repeated fields select', () => {
    expect(
      typeOf(
        '{ order { total { amount } ...T } ... on OrderDetailContext { order { __typename } } } fragment T on Order { total { currency } }',
      ),
    ).toBe("{ order: { total: { amount: number; currency: string; }; __typename: 'Order'; } | null; }");
  });
});
