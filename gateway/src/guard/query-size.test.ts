import fc from 'fast-check';
import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { describe, expect, test } from 'vitest';
import { deepestList, hasMoreTokens, measureQuery } from './query-size.ts';

/** The number of selections by spreading for real: what the measure must say without doing so. */
function spreadOut(document: DocumentNode): number {
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map(fragment => [fragment.name.value, fragment]),
  );
  const count = ({ selections }: SelectionSetNode): number =>
    selections.reduce((sum, selection) => {
      const below = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      return sum + 1 + (below?.selectionSet ? count(below.selectionSet) : 0);
    }, 0);
  const [operation] = document.definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? count(operation.selectionSet) : 0;
}

/** Documents whose fragments spread only later ones, so that spreading them ends. */
const documents = fc
  .array(fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 7 })
  .map(bodies =>
    bodies
      .map((body, index) => {
        const selections = body.map(target => {
          if (target === 0) return 'leaf';
          const next = index + target;
          return next < bodies.length ? (target % 2 ? `...F${next}` : `nested { ...F${next} }`) : '... on T { leaf }';
        });
        return `${index === 0 ? 'query' : `fragment F${index} on T`} { ${selections.join(' ')} }`;
      })
      .join('\n'),
  );

describe('measureQuery', () => {
  test('counts as many selections as spreading every fragment would give', () => {
    fc.assert(
      fc.property(documents, query => {
        expect(measureQuery(parse(query)).selections).toBe(spreadOut(parse(query)));
      }),
    );
  });

  test.each([
    ['{ a { b { c } } }', { depth: 3, selections: 3, rootFields: 1 }],
    ['{ x: a { y: b z: b } }', { aliases: 3 }],
    ['{ ...F ...F } fragment F on Query { x: a b }', { aliases: 2, rootFields: 4, selections: 6 }],
    ['query @one { a @two ...F @three } fragment F on Query @four { b @five }', { directives: 5 }],
    ['{ ... on Query { a { ... on T { b } } } }', { depth: 2, rootFields: 1 }],
    ['{ __schema { types { name } } a { b } }', { depth: 2, introspectionDepth: 3 }],
    ['query A { a } query B { a { b } c }', { depth: 2, rootFields: 2 }],
    ['{ ...Missing }', { selections: 1, depth: 0 }],
  ])('measures %s', (query, size) => {
    expect(measureQuery(parse(query))).toMatchObject(size);
  });

  test('ends on fragments that spread themselves and each other', () => {
    const query = '{ ...A } fragment A on Query { a ...B ...A } fragment B on Query { b ...A }';
    expect(measureQuery(parse(query)).selections).toBeLessThan(10);
  });

  test('takes work in proportion to the document, not to what it expands to', () => {
    const lines = Array.from({ length: 400 }, (_, i) => `fragment F${i} on T { ...F${i + 1} ...F${i + 1} }`);
    const document = parse(`{ ...F0 } ${lines.join(' ')} fragment F400 on T { a }`);
    const before = process.threadCpuUsage();
    expect(measureQuery(document).selections).toBeGreaterThan(1e100);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1_000, 'milliseconds of work').toBeLessThan(100);
  });
});

describe('hasMoreTokens', () => {
  test.each([
    ['{ a }', 3, false],
    ['{ a }', 2, true],
    ['', 0, false],
    ['{ a(b: "many words in one token") }', 8, false],
  ])('%j has more than %i: %s', (query, limit, more) => {
    expect(hasMoreTokens(query, limit)).toBe(more);
  });
});

test.each([
  ['{ a }', 0],
  ['query ($a: [[Int!]!]) { a(b: $a) }', 2],
  ['{ a(b: [1, [2], [3]], c: [4]) }', 2],
  ['{ a(b: [{ c: [{ d: [1] }] }]) }', 3],
  ['query ($a: X = [[[]]]) { a(b: "[[[[[") @c(d: [[1]]) } # [[[[', 3],
])('lists of %s are %i deep', (query, depth) => {
  expect(deepestList(query)).toBe(depth);
});
