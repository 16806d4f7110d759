import { expect, test } from 'vitest';
import { type AskedQuestion, shownQuestions } from '../../ui/asked-questions.ts';
import { attendeesInput, slotsOf } from './attendee-details.ts';

const question = (id: string, condition?: AskedQuestion['condition']): AskedQuestion => ({
  ...{ id, kind: 'SINGLE_CHOICE', label: id, required: true, choices: ['a', 'b'], condition },
});
const questions = [
  question('first'),
  question('second', { questionId: 'first', values: ['a'] }),
  question('third', { questionId: 'second', values: ['b'] }),
];
const shown = (answers: Record<string, string[]>) => shownQuestions(questions, answers).map(({ id }) => id);

test('a question appears when the answer that it depends on is given, along a chain', () => {
  expect(shown({})).toEqual(['first']);
  expect(shown({ first: ['a'] })).toEqual(['first', 'second']);
  expect(shown({ first: ['a'], second: ['b'] })).toEqual(['first', 'second', 'third']);
  expect(shown({ first: ['b'], second: ['b'] })).toEqual(['first']);
});

const items = [
  { name: 'Standing', quantity: 2, ticketType: { id: 's', kind: 'ADMISSION' as const, questions } },
  { name: 'Poster', quantity: 3, ticketType: { id: 'p', kind: 'ADD_ON' as const, questions: [] } },
];

test('each ticket that asks something is asked about by itself', () => {
  expect(slotsOf(items).map(({ key, title }) => [key, title])).toEqual([
    ['s:0', 'Standing, 1 of 2'],
    ['s:1', 'Standing, 2 of 2'],
  ]);
});

test('attendees without a name of their own have the buyer’s, and hidden questions are not answered', () => {
  const details = { 's:0': { name: ' Grace ', answers: { first: ['b'], second: ['b'] } } };
  expect(attendeesInput(slotsOf(items), details, { name: 'Ada', email: 'ada@example.com' })).toEqual([
    { ticketTypeId: 's', name: 'Grace', email: 'ada@example.com', answers: [{ questionId: 'first', values: ['b'] }] },
    { ticketTypeId: 's', name: 'Ada', email: 'ada@example.com', answers: [{ questionId: 'first', values: [] }] },
  ]);
});
