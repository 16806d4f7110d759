import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Grouping } from './grouping.ts';

/** Groups as they were made; each is at work until it is let go. */
function observed(most = 100) {
  const groups: { key: string; items: readonly number[]; finish: (answers: ReadonlyArray<string | Error>) => void }[] =
    [];
  const grouping = new Grouping<number, string>(
    (key, items) => new Promise(resolve => groups.push({ key, items, finish: resolve })),
    most,
  );
  return { groups, grouping };
}
const named = (items: readonly number[]) => items.map(item => `answer ${item}`);

test('those of one turn go at once and together, those that arrive meanwhile are the next group, in order', async () => {
  const { groups, grouping } = observed();
  const first = [grouping.add('a', 1), grouping.add('a', 2)];
  await nextTurn();
  const second = [grouping.add('a', 3), grouping.add('a', 4)];
  await nextTurn();
  expect(groups.map(group => group.items)).toEqual([[1, 2]]);
  groups[0]!.finish(named([1, 2]));
  expect(await Promise.all(first)).toEqual(['answer 1', 'answer 2']);
  await nextTurn();
  expect(groups.map(group => group.items)).toEqual([
    [1, 2],
    [3, 4],
  ]);
  groups[1]!.finish(named([3, 4]));
  expect(await Promise.all(second)).toEqual(['answer 3', 'answer 4']);
});

test('a group has no more than the most, and the rest follow', async () => {
  const { groups, grouping } = observed(2);
  const answers = Promise.all([1, 2, 3].map(item => grouping.add('a', item)));
  await nextTurn();
  expect(groups[0]!.items).toEqual([1, 2]);
  groups[0]!.finish(named([1, 2]));
  await nextTurn();
  expect(groups[1]!.items).toEqual([3]);
  groups[1]!.finish(named([3]));
  expect(await answers).toEqual(named([1, 2, 3]));
});

test('keys do not wait for each other', async () => {
  const { groups, grouping } = observed();
  void grouping.add('a', 1);
  const other = grouping.add('b', 2);
  await nextTurn();
  groups.find(({ key }) => key === 'b')!.finish(['second']);
  expect(await other).toBe('second');
});

test('each is refused by itself; a group that fails refuses all of its own and none of the next', async () => {
  const failing = { now: false };
  const grouping = new Grouping<number, number>(async (_, items) => {
    if (failing.now) throw new Error('the database is gone');
    return items.map(item => (item % 2 ? item : new Error(`${item} is even`)));
  }, 10);
  const settled = await Promise.allSettled([1, 2, 3].map(item => grouping.add('a', item)));
  expect(settled.map(each => (each.status === 'fulfilled' ? each.value : each.reason.message))).toEqual([
    1,
    '2 is even',
    3,
  ]);
  failing.now = true;
  await expect(grouping.add('a', 1)).rejects.toThrow('the database is gone');
  failing.now = false;
  expect(await grouping.add('a', 1)).toBe(1);
});
