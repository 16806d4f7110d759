import { expect, test } from 'vitest';
import { OutOfTimeError, withinTime } from './time-limit.ts';

test('gives back what the work gives, and passes on what it throws', () => {
  expect(withinTime(50, () => 'done')).toBe('done');
  const refuse = () => {
    throw new RangeError('no');
  };
  expect(() => withinTime(50, refuse)).toThrow(RangeError);
});

test('ends work that does not end by itself', () => {
  const spin = () => {
    for (;;);
  };
  expect(() => withinTime(50, spin)).toThrow(OutOfTimeError);
  expect(withinTime(50, () => 'the next')).toBe('the next');
});

test('begins again what only had to wait: a busy machine makes no check fail', () => {
  const word = new Int32Array(new SharedArrayBuffer(4));
  let attempts = 0;
  const work = () => {
    attempts += 1;
    if (attempts === 1) Atomics.wait(word, 0, 0, 300);
    return 'done';
  };
  expect(withinTime(50, work)).toBe('done');
  expect(attempts).toBe(2);
});
