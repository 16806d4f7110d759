import { describe, expect, test } from 'vitest';
import { compileRepresentation, representationKey } from './representation.ts';
import type { IsOfType } from './rewrites.ts';

const isOfType: IsOfType = ({ __typename }, type, otherwise) => (__typename ? __typename === type : otherwise);
const field = (name: string) => ({ kind: 'Field' as const, name });
const on = (typeCondition: string, ...names: string[]) => ({
  ...{ kind: 'InlineFragment' as const, typeCondition, selections: ['__typename', ...names].map(field) },
});

describe('a representation', () => {
  test('has what its type requires, and is none where that is missing or of another type', () => {
    const build = compileRepresentation([on('A', 'id')], isOfType);
    expect(build({ __typename: 'A', id: '1', other: 2 })).toEqual({ __typename: 'A', id: '1' });
    expect(build({ __typename: 'A', id: null })).toEqual({ __typename: 'A', id: null });
    expect(build({ __typename: 'A' })).toBeUndefined();
    expect(build({ __typename: 'B', id: '1' })).toBeUndefined();
    expect(build({ id: '1' })).toBeUndefined();
  });

  test('is that of whichever type its entity is of', () => {
    const build = compileRepresentation([on('A', 'id'), on('B', 'code')], isOfType);
    expect(build({ __typename: 'B', id: '1', code: 'c' })).toEqual({ __typename: 'B', code: 'c' });
    expect(build({ __typename: 'C', id: '1', code: 'c' })).toBeUndefined();
  });
});

test('keys of representations are the same for the same only', () => {
  const representations = [
    { __typename: 'A', id: '1' },
    { __typename: 'A', id: 1 },
    { __typename: 'A', id: '11' },
    { __typename: 'A1', id: '1' },
    { __typename: 'A', id: null },
    { __typename: 'A', code: '1' },
    { __typename: 'A', id: '1', code: '' },
    { __typename: 'A', id: '', code: '1' },
    { __typename: 'A', id: '1', at: { x: 1 } },
    { __typename: 'A', id: '15 code0 ' },
  ];
  expect(new Set(representations.map(representationKey)).size).toBe(representations.length);
  expect(representationKey({ __typename: 'A', id: '1' })).toBe(representationKey({ __typename: 'A', id: '1' }));
});
