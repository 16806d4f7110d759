import { describe, expect, test } from 'vitest';
import { type AskedQuestion, checkAnswers } from './answer.policy.ts';
import type { QuestionKind } from './question.entity.ts';

const type = { id: 'standing', kind: 'ADMISSION' as const };
const question = (id: string, more: Partial<AskedQuestion> = {}): AskedQuestion => ({
  ...{ id, kind: 'SHORT_TEXT' as const, label: `The ${id}`, required: false, choices: null, ticketTypeIds: null },
  ...{ dependsOn: null, dependsOnValues: null },
  ...more,
});
const answer = (questionId: string, ...values: string[]) => ({ questionId, values });

describe('one answer', () => {
  const cases: [QuestionKind, string, boolean][] = [
    ['SHORT_TEXT', 'x'.repeat(250), true],
    ['SHORT_TEXT', 'x'.repeat(251), false],
    ['LONG_TEXT', 'x'.repeat(5_000), true],
    ['SINGLE_CHOICE', 'M', true],
    ['SINGLE_CHOICE', 'XXL', false],
    ['MULTIPLE_CHOICE', 'S', true],
    ['MULTIPLE_CHOICE', 's', false],
    ['YES_NO', 'true', true],
    ['YES_NO', 'yes', false],
    ['NUMBER', '-3,5', true],
    ['NUMBER', '1e9', false],
    ['DATE', '2028-02-29', true],
    ['DATE', '2027-02-29', false],
    ['EMAIL', 'ada@example.com', true],
    ['EMAIL', 'ada@', false],
    ['PHONE', '+49 (40) 123-456', true],
    ['PHONE', '-----', false],
  ];
  test.each(cases)('to %s: %s is fine: %s', (kind, value, fine) => {
    const choices = kind.endsWith('CHOICE') ? ['S', 'M'] : null;
    const { issues, answers } = checkAnswers([question('q', { kind, choices })], type, [answer('q', value)], 'a');
    expect(issues.map(issue => issue.path)).toEqual(fine ? [] : ['a.0']);
    expect(answers).toHaveLength(fine ? 1 : 0);
  });

  test('has one value unless several may be chosen, each once', () => {
    const one = question('one', { kind: 'SINGLE_CHOICE', choices: ['S', 'M'] });
    const many = question('many', { kind: 'MULTIPLE_CHOICE', choices: ['S', 'M'] });
    const paths = (given: ReturnType<typeof answer>) =>
      checkAnswers([one, many], type, [given], 'a').issues.map(issue => issue.path);
    expect(paths(answer('one', 'S', 'M'))).toEqual(['a.0']);
    expect(paths(answer('many', 'S', 'M'))).toEqual([]);
    expect(paths(answer('many', 'S', 'S'))).toEqual(['a.0']);
  });

  test('of space is none', () => {
    const { answers, issues } = checkAnswers([question('q')], type, [answer('q', '  ')], 'a');
    expect([answers, issues]).toEqual([[], []]);
  });

  test('to what is not asked, or given twice, is named by its place', () => {
    const given = [answer('q', 'a'), answer('other', 'b'), answer('q', 'c')];
    expect(checkAnswers([question('q')], type, given, 'a').issues.map(issue => issue.path)).toEqual([
      'a.1.questionId',
      'a.2.questionId',
    ]);
  });
});

describe('what is required', () => {
  const required = question('q', { required: true });

  test('is named by its place if it is given empty, and by the list if it is not given', () => {
    expect(checkAnswers([required], type, [answer('q', '')], 'a').issues).toEqual([
      { path: 'a.0', message: '“The q” must be answered.' },
    ]);
    expect(checkAnswers([required], type, [], 'a').issues.map(issue => issue.path)).toEqual(['a']);
    expect(checkAnswers([required], type, [], 'a', { partial: true }).issues).toEqual([]);
  });

  test('is required of the ticket types it is asked for', () => {
    const shirt = { id: 'shirt', kind: 'ADD_ON' as const };
    expect(checkAnswers([required], shirt, [], 'a').issues).toEqual([]);
    const size = question('size', { required: true, ticketTypeIds: ['shirt'] });
    expect(checkAnswers([size], type, [], 'a').issues).toEqual([]);
    expect(checkAnswers([size], shirt, [], 'a').issues).toHaveLength(1);
  });
});

describe('a condition', () => {
  const chain = [
    question('eats', { kind: 'YES_NO' }),
    question('diet', {
      ...{ kind: 'SINGLE_CHOICE', choices: ['All', 'Other'], required: true },
      ...{ dependsOn: 'eats', dependsOnValues: ['true'] },
    }),
    question('which', { required: true, dependsOn: 'diet', dependsOnValues: ['Other'] }),
  ];
  const read = (...given: ReturnType<typeof answer>[]) => {
    const { answers, issues } = checkAnswers(chain, type, given, 'a');
    return { answered: answers.map(each => each.questionId), issues: issues.map(issue => issue.message) };
  };

  test('asks the next question along a chain', () => {
    expect(read()).toEqual({ answered: [], issues: [] });
    expect(read(answer('eats', 'true')).issues).toEqual(['“The diet” must be answered.']);
    expect(read(answer('eats', 'true'), answer('diet', 'Other')).issues).toEqual(['“The which” must be answered.']);
    const all = [answer('eats', 'true'), answer('diet', 'Other'), answer('which', 'Nuts')];
    expect(read(...all)).toEqual({ answered: ['eats', 'diet', 'which'], issues: [] });
  });

  test('that does not hold leaves out what was answered behind it, to the end of the chain', () => {
    const stale = [answer('eats', 'false'), answer('diet', 'Other'), answer('which', 'Nuts')];
    expect(read(...stale)).toEqual({ answered: ['eats'], issues: [] });
  });
});
