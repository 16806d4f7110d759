import { ConfigurationError } from '@ticketbase/kernel';
import { expect, test } from 'vitest';
import { parseAll, settleAll } from './settle.ts';

test('a failure is told only when everything else has settled', async () => {
  const done: string[] = [];
  const slow = new Promise<void>(resolve => setTimeout(resolve, 30)).then(() => void done.push('slow'));
  await expect(settleAll([Promise.reject(new Error('broken')), slow])).rejects.toThrow('broken');
  expect(done).toEqual(['slow']);
});

test('values come in the order of their promises', async () => {
  expect(await settleAll([Promise.resolve(1), 'two'])).toEqual([1, 'two']);
});

test('the faults of all configurations are told at once, each once', () => {
  const fail =
    (...faults: string[]) =>
    () => {
      throw new ConfigurationError(faults);
    };
  const parsers = { a: fail('X: wrong', 'Y: wrong'), b: () => 1, c: fail('Y: wrong', 'Z: wrong') };
  expect(() => parseAll(parsers)).toThrow(/X: wrong\n.*Y: wrong\n.*Z: wrong$/s);
});
