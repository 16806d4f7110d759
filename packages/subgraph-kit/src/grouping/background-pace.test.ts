import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { BackgroundPace } from './background-pace.ts';

test('pieces are done one at a time, in order, with pauses as long as their share asks for', async () => {
  const pace = new BackgroundPace(0.25);
  const log: { piece: number; begun: number; ended: number }[] = [];
  const piece = (number: number) =>
    pace.run(async () => {
      const begun = performance.now();
      await sleep(20);
      log.push({ piece: number, begun, ended: performance.now() });
      return number;
    });
  expect(await Promise.all([piece(1), piece(2), piece(3)])).toEqual([1, 2, 3]);
  expect(log.map(each => each.piece)).toEqual([1, 2, 3]);
  // Timers may be a millisecond early.
  for (const [index, { begun }] of log.slice(1).entries()) {
    const before = log[index]!;
    expect(begun - before.ended).toBeGreaterThanOrEqual(3 * (before.ended - before.begun) - 5);
  }
});

test('a piece that fails is heard of, and the next is done', async () => {
  const pace = new BackgroundPace(1);
  const failed = pace.run(async () => {
    throw new Error('no ink');
  });
  const next = pace.run(async () => 'drawn');
  await expect(failed).rejects.toThrow('no ink');
  expect(await next).toBe('drawn');
});

test('a share that is none is refused', () => {
  expect(() => new BackgroundPace(0)).toThrow(RangeError);
});

test('pauses are longer while the process is busy', async () => {
  const pace = new BackgroundPace(0.5);
  const ended: number[] = [];
  const piece = () => pace.run(async () => void ended.push(await sleep(30).then(() => performance.now())));
  let isBusy = true;
  const work = () => {
    const until = performance.now() + 5;
    while (performance.now() < until);
    if (isBusy) setImmediate(work);
  };
  work();
  await Promise.all([piece(), piece()]);
  isBusy = false;
  // The piece, at least one and then three more pauses as long.
  expect(ended[1]! - ended[0]!).toBeGreaterThanOrEqual(5 * 30 - 10);
});
