import { describe, expect, test } from 'vitest';
import { useMongo } from './mongo-harness.ts';

const mongo = useMongo();

/** Runs a pipeline over documents, as the examples of MongoDB's manual do. */
async function run(documents: object[], pipeline: object[]) {
  const collection = mongo.collection();
  if (documents.length) await collection.insertMany(documents);
  return collection.aggregate(pipeline).toArray();
}

const sales = [
  { _id: 1, item: 'abc', price: 10, quantity: 2, date: new Date('2014-03-01T08:00:00Z') },
  { _id: 2, item: 'jkl', price: 20, quantity: 1, date: new Date('2014-03-01T09:00:00Z') },
  { _id: 3, item: 'xyz', price: 5, quantity: 10, date: new Date('2014-03-15T09:00:00Z') },
  { _id: 4, item: 'xyz', price: 5, quantity: 20, date: new Date('2014-04-04T11:21:39.736Z') },
  { _id: 5, item: 'abc', price: 10, quantity: 10, date: new Date('2014-04-04T21:23:13.331Z') },
];

describe('aggregation, by the examples of the manual', () => {
  test('$group sums, averages, counts and finds extremes', async () => {
    const total = { $multiply: ['$price', '$quantity'] };
    const group = {
      _id: '$item',
      total: { $sum: total },
      mean: { $avg: '$quantity' },
      n: { $sum: 1 },
      least: { $min: '$quantity' },
      first: { $first: '$_id' },
      all: { $push: '$_id' },
    };
    expect(
      await run(sales, [
        { $sort: { _id: 1 } },
        { $group: group },
        { $match: { total: { $gte: 100 } } },
        { $sort: { _id: 1 } },
      ]),
    ).toEqual([
      { _id: 'abc', total: 120, mean: 6, n: 2, least: 2, first: 1, all: [1, 5] },
      { _id: 'xyz', total: 150, mean: 15, n: 2, least: 10, first: 3, all: [3, 4] },
    ]);
  });

  test('$group by a compound key, by a date, and of all', async () => {
    const key = { item: '$item', month: { $month: '$date' } };
    const byKey = await run(sales, [
      { $group: { _id: key, n: { $sum: 1 } } },
      { $sort: { '_id.item': 1, '_id.month': 1 } },
    ]);
    expect(byKey).toEqual([
      { _id: { item: 'abc', month: 3 }, n: 1 },
      { _id: { item: 'abc', month: 4 }, n: 1 },
      { _id: { item: 'jkl', month: 3 }, n: 1 },
      { _id: { item: 'xyz', month: 3 }, n: 1 },
      { _id: { item: 'xyz', month: 4 }, n: 1 },
    ]);
    const same = [{ at: new Date(5) }, { at: new Date(5) }, {}];
    expect(await run(same, [{ $group: { _id: '$at', n: { $sum: 1 } } }, { $sort: { _id: 1 } }])).toEqual([
      { _id: null, n: 1 },
      { _id: new Date(5), n: 2 },
    ]);
    expect(await run(sales, [{ $group: { _id: null, n: { $sum: '$quantity' } } }])).toEqual([{ _id: null, n: 43 }]);
    expect(await run([], [{ $group: { _id: null, n: { $sum: 1 } } }])).toEqual([]);
  });

  test.each(['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'])('$dateTrunc to the %s', async unit => {
    const expected: Record<string, string> = {
      minute: '2021-03-20T11:30:00.000Z',
      hour: '2021-03-20T11:00:00.000Z',
      day: '2021-03-20T00:00:00.000Z',
      week: '2021-03-14T00:00:00.000Z',
      month: '2021-03-01T00:00:00.000Z',
      quarter: '2021-01-01T00:00:00.000Z',
      year: '2021-01-01T00:00:00.000Z',
    };
    const [found] = await run(
      [{ at: new Date('2021-03-20T11:30:05Z') }],
      [{ $project: { _id: 0, at: { $dateTrunc: { date: '$at', unit } } } }],
    );
    expect(found?.at.toISOString()).toBe(expected[unit]);
  });

  test.each([
    [{ unit: 'day', timezone: '+02:00' }, '2026-07-01T22:30:00Z', '2026-07-01T22:00:00.000Z'],
    [{ unit: 'day', timezone: 'Europe/Berlin' }, '2026-07-01T22:30:00Z', '2026-07-01T22:00:00.000Z'],
    [{ unit: 'day', timezone: 'America/New_York' }, '2026-07-02T03:59:59Z', '2026-07-01T04:00:00.000Z'],
    [{ unit: 'day', timezone: 'Europe/Berlin' }, '2026-03-29T12:00:00Z', '2026-03-28T23:00:00.000Z'],
    [{ unit: 'month', timezone: 'Europe/Berlin' }, '2026-04-15T12:00:00Z', '2026-03-31T22:00:00.000Z'],
    [{ unit: 'hour', timezone: 'Asia/Kolkata' }, '2026-07-01T10:45:00Z', '2026-07-01T10:30:00.000Z'],
    [{ unit: 'week', startOfWeek: 'monday' }, '2026-07-05T23:00:00Z', '2026-06-29T00:00:00.000Z'],
    [{ unit: 'hour', binSize: 6 }, '2026-07-05T17:00:00Z', '2026-07-05T12:00:00.000Z'],
    [{ unit: 'month', binSize: 2 }, '2021-04-20T00:00:00Z', '2021-03-01T00:00:00.000Z'],
    [{ unit: 'day' }, '1969-12-31T23:59:59Z', '1969-12-31T00:00:00.000Z'],
  ])('$dateTrunc by %j of %s', async (options, at, expected) => {
    const [found] = await run(
      [{ at: new Date(at) }],
      [{ $project: { at: { $dateTrunc: { date: '$at', ...options } } } }],
    );
    expect(found?.at.toISOString()).toBe(expected);
  });

  test.each(['+02:00', 'Europe/Berlin'])('parts of a date, and its text, in the time zone %s', async timezone => {
    const date = { date: '$at', timezone };
    const parts = {
      _id: 0,
      hour: { $hour: date },
      day: { $dayOfMonth: date },
      weekday: { $dayOfWeek: date },
      month: { $month: date },
      year: { $year: date },
      text: { $dateToString: { ...date, format: '%Y-%m-%d %H:%M' } },
    };
    expect(await run([{ at: new Date('2026-12-31T23:30:00Z') }], [{ $project: parts }])).toEqual([
      timezone === '+02:00'
        ? { hour: 1, day: 1, weekday: 6, month: 1, year: 2027, text: '2027-01-01 01:30' }
        : { hour: 0, day: 1, weekday: 6, month: 1, year: 2027, text: '2027-01-01 00:30' },
    ]);
  });

  test('$bucket puts a boundary into the bucket it begins, and leaves empty buckets out', async () => {
    const years = [1840, 1849, 1850, 1855, 1860, 1870, 1880].map(year => ({ year }));
    const bucket = {
      groupBy: '$year',
      boundaries: [1840, 1850, 1860, 1870, 1875, 1878],
      default: 'Other',
      output: { n: { $sum: 1 }, years: { $push: '$year' } },
    };
    expect(await run(years, [{ $bucket: bucket }])).toEqual([
      { _id: 1840, n: 2, years: [1840, 1849] },
      { _id: 1850, n: 2, years: [1850, 1855] },
      { _id: 1860, n: 1, years: [1860] },
      { _id: 1870, n: 1, years: [1870] },
      { _id: 'Other', n: 1, years: [1880] },
    ]);
    const dates = [new Date(0), new Date(9), new Date(10)].map(at => ({ at }));
    const boundaries = [new Date(0), new Date(10), new Date(20)];
    expect(await run(dates, [{ $bucket: { groupBy: '$at', boundaries } }])).toEqual([
      { _id: new Date(0), count: 2 },
      { _id: new Date(10), count: 1 },
    ]);
    await expect(run(years, [{ $bucket: { groupBy: '$year', boundaries: [0, 1] } }])).rejects.toMatchObject({
      code: 2,
    });
    await expect(run(years, [{ $bucket: { groupBy: '$year', boundaries: [2, 1] } }])).rejects.toMatchObject({
      code: 2,
    });
  });

  test('$unwind, keeping or dropping what has nothing to unwind, with the index', async () => {
    const documents = [{ _id: 1, s: ['S', 'M'] }, { _id: 2, s: [] }, { _id: 3, s: 'L' }, { _id: 4 }];
    expect(await run(documents, [{ $unwind: '$s' }])).toEqual([
      { _id: 1, s: 'S' },
      { _id: 1, s: 'M' },
      { _id: 3, s: 'L' },
    ]);
    const kept = await run(documents, [
      { $unwind: { path: '$s', preserveNullAndEmptyArrays: true, includeArrayIndex: 'at' } },
    ]);
    expect(kept.map(({ _id, s }) => [_id, s])).toEqual([
      [1, 'S'],
      [1, 'M'],
      [2, undefined],
      [3, 'L'],
      [4, undefined],
    ]);
  });

  test('$lookup by equal fields and by a pipeline', async () => {
    const inventory = mongo.collection();
    await inventory.insertMany([
      { _id: 1, sku: 'almonds', stock: 120 },
      { _id: 2, sku: 'pecans', stock: 70 },
      { _id: 3 },
    ]);
    const orders = [{ _id: 1, item: 'almonds' }, { _id: 2, item: 'pecans' }, { _id: 3 }];
    const from = inventory.collectionName;
    const joined = await run(orders, [
      { $lookup: { from, localField: 'item', foreignField: 'sku', as: 'docs' } },
      { $project: { 'docs._id': 1 } },
    ]);
    expect(joined).toEqual([
      { _id: 1, docs: [{ _id: 1 }] },
      { _id: 2, docs: [{ _id: 2 }] },
      { _id: 3, docs: [{ _id: 3 }] },
    ]);
    const pipeline = [
      { $match: { $expr: { $and: [{ $eq: ['$sku', '$$item'] }, { $gte: ['$stock', 100] }] } } },
      { $project: { _id: 0, stock: 1 } },
    ];
    expect(
      await run(orders.slice(0, 2), [{ $lookup: { from, let: { item: '$item' }, pipeline, as: 'docs' } }]),
    ).toEqual([
      { _id: 1, item: 'almonds', docs: [{ stock: 120 }] },
      { _id: 2, item: 'pecans', docs: [] },
    ]);
  });

  test('$facet runs each pipeline on the same documents, unchanged by the others', async () => {
    const documents = [
      { _id: 1, a: { b: 1, c: 2 } },
      { _id: 2, a: { b: 3, c: 4 } },
    ];
    const [found] = await run(documents, [
      { $facet: { without: [{ $project: { 'a.b': 0 } }], whole: [{ $sort: { _id: -1 } }], count: [{ $count: 'n' }] } },
    ]);
    expect(found).toEqual({
      without: [
        { _id: 1, a: { c: 2 } },
        { _id: 2, a: { c: 4 } },
      ],
      whole: [
        { _id: 2, a: { b: 3, c: 4 } },
        { _id: 1, a: { b: 1, c: 2 } },
      ],
      count: [{ n: 2 }],
    });
  });

  test('$addFields, $project, $cond, $switch, $ifNull, $map, $filter, $reduce and $concat', async () => {
    const stages = [
      {
        $project: {
          _id: 0,
          sum: { $reduce: { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } } },
          doubled: { $map: { input: '$list', as: 'n', in: { $multiply: ['$$n', 2] } } },
          odd: { $filter: { input: '$list', as: 'n', cond: { $eq: [{ $mod: ['$$n', 2] }, 1] } } },
          // biome-ignore lint/suspicious/noThenProperty: the operator's own name.
          size: { $switch: { branches: [{ case: { $gt: [{ $size: '$list' }, 2] }, then: 'many' }], default: 'few' } },
          name: { $concat: [{ $ifNull: ['$name', 'nobody'] }, '!'] },
          flag: { $cond: ['$yes', 1, 0] },
        },
      },
    ];
    expect(await run([{ list: [1, 2, 3], yes: true }], stages)).toEqual([
      { sum: 6, doubled: [2, 4, 6], odd: [1, 3], size: 'many', name: 'nobody!', flag: 1 },
    ]);
  });

  test('$sortByCount, $count, $skip, $limit, $replaceRoot and $unset', async () => {
    expect(await run(sales, [{ $sortByCount: '$item' }, { $skip: 0 }, { $limit: 1 }])).toHaveLength(1);
    expect(await run(sales, [{ $match: { price: 5 } }, { $count: 'n' }])).toEqual([{ n: 2 }]);
    expect(
      await run([{ _id: 1, in: { x: 1, y: 2 } }], [{ $replaceRoot: { newRoot: '$in' } }, { $unset: 'y' }]),
    ).toEqual([{ x: 1 }]);
  });

  test('$setWindowFields gives running totals', async () => {
    const stage = {
      $setWindowFields: {
        sortBy: { _id: 1 },
        output: { running: { $sum: '$quantity', window: { documents: ['unbounded', 'current'] } } },
      },
    };
    const found = await run(sales, [stage, { $project: { running: 1 } }]);
    expect(found.map(({ running }) => running)).toEqual([2, 3, 13, 33, 43]);
  });

  test('$merge adds to a collection and $out replaces one', async () => {
    const target = mongo.collection();
    await target.insertMany([
      { _id: 'abc', kept: true, n: 0 },
      { _id: 'old', n: 9 },
    ]);
    const grouped = { $group: { _id: '$item', n: { $sum: '$quantity' } } };
    await run(sales, [
      grouped,
      { $merge: { into: target.collectionName, whenMatched: 'merge', whenNotMatched: 'insert' } },
    ]);
    expect(await target.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'abc', kept: true, n: 12 },
      { _id: 'jkl', n: 1 },
      { _id: 'old', n: 9 },
      { _id: 'xyz', n: 30 },
    ]);
    await run(sales, [{ $match: { item: 'jkl' } }, grouped, { $out: target.collectionName }]);
    expect(await target.find().toArray()).toEqual([{ _id: 'jkl', n: 1 }]);
  });
});

describe('sums', () => {
  const sumOf = async (values: unknown[]) =>
    (
      await run(
        values.map(n => ({ n })),
        [{ $group: { _id: null, n: { $sum: '$n' } } }],
      )
    )[0]?.n;

  test('of integers are exact, up to 2^53 - 1, and refused beyond', async () => {
    expect(await sumOf([2 ** 53 - 2, 1])).toBe(2 ** 53 - 1);
    await expect(sumOf([2 ** 53 - 1, 1])).rejects.toMatchObject({ code: 15 });
    await expect(sumOf([2 ** 53 - 1, 2, -2])).resolves.toBe(2 ** 53 - 1);
  });

  test('of doubles are compensated, and what is no number is passed over', async () => {
    expect(await sumOf(Array(10).fill(0.1))).toBe(1);
    expect(await sumOf([1e100, 1, -1e100])).toBe(1);
    expect(await sumOf([1, 'x', null, true, [5], 2])).toBe(3);
    expect(await sumOf(['x'])).toBe(0);
    expect(await sumOf([1, Number.NaN])).toBeNaN();
  });

  test('within one document add up its values', async () => {
    expect(
      await run(
        [{ _id: 1, a: 1, b: [2, 3] }],
        [{ $project: { n: { $sum: ['$a', 4] }, m: { $sum: '$b' }, mean: { $avg: '$b' } } }],
      ),
    ).toEqual([{ _id: 1, n: 5, m: 5, mean: 2.5 }]);
  });
});
