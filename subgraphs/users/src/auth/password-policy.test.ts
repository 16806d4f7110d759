import { expect, test } from 'vitest';
import { passwordIssues } from './password-policy.ts';

const messages = (password: string) =>
  passwordIssues(password, ['ada@example.com', 'Ada Lovelace'], 'input.password').map(({ message }) => message);

test.each(['correct horse battery', 'ünïcödé-pässwörd', 'ada and the engine'])('%j will do', password => {
  expect(messages(password)).toEqual([]);
});

test.each([
  ['short', 'Must have at least 10 characters.'],
  ['x'.repeat(201), 'Must have at most 200 characters.'],
  ['Ada@Example.com', 'Must not be your email address or your name.'],
  ['adalovelace', undefined],
  ['Ada Lovelace1', 'Must not be your email address or your name.'],
  ['aaaaaaaaaaaa', 'Must have at least five different characters.'],
])('%j: %s', (password, message) => {
  expect(messages(password)).toEqual(message ? [message] : []);
});
