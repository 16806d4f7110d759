import { describe, expect, test } from 'vitest';
import { breakingChanges, mayBreak } from './breaking-changes.ts';

describe('what a version may break', () => {
  test.each([
    ['1.2.3', '1.2.4', false],
    ['1.2.3', '1.3.0', false],
    ['1.2.3', '2.0.0', true],
    ['0.2.3', '0.2.4', false],
    ['0.2.3', '0.3.0', true],
    ['0.9.0', '1.0.0', true],
    ['1.0.0', '1.1.0-beta.1', true],
    ['2.0.0-beta.1', '2.0.0', true],
  ])('from %s to %s: %s', (before, after, may) => {
    expect(mayBreak(before, after)).toBe(may);
  });
});

describe('what a caller would miss', () => {
  const before = `
    input GreeterGreetInput { name: String! tone: GreeterTone }
    enum GreeterTone { LOW HIGH }
    type GreeterGreetResult { text: String! count: Int! }
    extend type Mutation { greeter_greet(input: GreeterGreetInput!): GreeterGreetResult! greeter_other: JSON }`;
  const changed = (from: string, to: string) => breakingChanges(before, before.replace(from, to));

  test.each([
    ['an action', 'greeter_other: JSON', '', 'Mutation.greeter_other'],
    ['a field of a result', 'count: Int!', '', 'GreeterGreetResult.count'],
    ['a field’s value, which may be null now', 'count: Int!', 'count: Int', 'GreeterGreetResult.count'],
    ['a value of an enum', 'LOW HIGH', 'HIGH', 'GreeterTone'],
    ['calls without what is required now', 'tone: GreeterTone }', 'tone: GreeterTone! }', 'GreeterGreetInput.tone'],
    ['calls without a new field that is required', '{ name: String!', '{ name: String! age: Int!', 'GreeterGreetInput'],
    [
      'calls without a new argument that is required',
      'greeter_other:',
      'greeter_other(a: Int!):',
      'Mutation.greeter_other',
    ],
  ])('is %s', (_, from, to, path) => {
    const [issue] = changed(from, to);
    expect(issue?.path).toContain(path);
    expect(issue?.message).toBeTruthy();
  });

  test('is nothing of what is added without being required', () => {
    expect(changed('{ name: String!', '{ name: String! age: Int')).toEqual([]);
    expect(changed('count: Int!', 'count: Int! more: Int')).toEqual([]);
    expect(changed('greeter_other: JSON', 'greeter_other(a: Int): JSON greeter_third: JSON')).toEqual([]);
    expect(changed('name: String!', 'name: String')).toEqual([]);
    expect(breakingChanges('', before)).toEqual([]);
  });
});
