import { expect, test } from 'vitest';
import { conditionIssues } from './question.policy.ts';

const choice = (id: string, more: object = {}) => ({
  ...{ id, label: id, kind: 'SINGLE_CHOICE' as const, choices: ['A', 'B'], dependsOn: null, dependsOnValues: null },
  ...more,
});
const after = (dependsOn: string, ...dependsOnValues: string[]) => ({ dependsOn, dependsOnValues });
const paths = (...[question, others]: Parameters<typeof conditionIssues>) =>
  conditionIssues(question, others).map(issue => issue.path);

test('a condition needs another question of the event, and answers that it can have', () => {
  expect(paths(choice('x', after('y', 'A')), [choice('y')])).toEqual([]);
  expect(paths(choice('x', after('y', 'A', 'C')), [choice('y')])).toEqual(['input.condition.values.1']);
  expect(paths(choice('x', after('gone', 'A')), [choice('y')])).toEqual(['input.condition.questionId']);
  const text = { kind: 'SHORT_TEXT', choices: null };
  expect(paths(choice('x', after('y', 'A')), [choice('y', text)])).toEqual(['input.condition.questionId']);
  const yesNo = { kind: 'YES_NO', choices: null };
  expect(paths(choice('x', after('y', 'true')), [choice('y', yesNo)])).toEqual([]);
});

test.each([
  ['itself', choice('x', after('x', 'A')), []],
  ['one that depends on it', choice('x', after('y', 'A')), [choice('y', after('x', 'A'))]],
  ['a chain back to it', choice('x', after('y', 'A')), [choice('y', after('z', 'A')), choice('z', after('x', 'A'))]],
])('a question never depends on %s', (_, question, others) => {
  expect(paths(question, others)).toEqual(['input.condition.questionId']);
});

test('an answer that others depend on stays a choice', () => {
  const others = [choice('y', after('x', 'B'))];
  expect(paths(choice('x'), others)).toEqual([]);
  expect(paths(choice('x', { choices: ['A', 'C'] }), others)).toEqual(['input.choices']);
  expect(paths(choice('x', { kind: 'NUMBER', choices: null }), others)).toEqual(['input.kind']);
});
