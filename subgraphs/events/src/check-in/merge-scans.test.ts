import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Admission, mergeScans, type PlacedScan } from './merge-scans.ts';

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1_000);
const scan = (scanId: string, seconds: number, more: Partial<PlacedScan> = {}): PlacedScan => ({
  ...{ scanId, deviceId: 'a', ticketId: 't', listId: null, scannedAt: at(seconds) },
  ...more,
});
const admission = (seconds: number, more: Partial<Admission> = {}): Admission => ({
  ...{ id: 'known', ticketId: 't', listId: null, checkedInAt: at(seconds), deviceId: null, scanId: null },
  ...more,
});

test('the earliest scan is admitted, the others are duplicates of it', () => {
  const [late, early] = [scan('late', 9), scan('early', 3)];
  expect(mergeScans([late, early], [])).toEqual({
    admitted: [{ scan: early, supersedes: undefined }],
    duplicates: [{ scan: late, first: early }],
  });
});

test('a scan that was earlier than what is known takes its place; one that was later does not', () => {
  const known = admission(5);
  expect(mergeScans([scan('early', 3)], [known]).admitted).toEqual([{ scan: scan('early', 3), supersedes: known }]);
  expect(mergeScans([scan('late', 7)], [known])).toEqual({
    admitted: [],
    duplicates: [{ scan: scan('late', 7), first: known }],
  });
  expect(mergeScans([scan('same', 5)], [known]).duplicates, 'who was there first stays').toHaveLength(1);
});

test('lists and tickets do not meet', () => {
  const { admitted } = mergeScans(
    [scan('door', 1), scan('lounge', 2, { listId: 'l' }), scan('x', 3, { ticketId: 'u' })],
    [],
  );
  expect(admitted).toHaveLength(3);
});

test('in whatever order and parts scans arrive, the same one is admitted in the end', () => {
  const scans = fc.uniqueArray(
    fc.record({ scanId: fc.string({ minLength: 1 }), deviceId: fc.constantFrom('a', 'b', 'c'), seconds: fc.nat(5) }),
    { minLength: 1, maxLength: 12, selector: ({ scanId, deviceId }) => `${deviceId}:${scanId}` },
  );
  fc.assert(
    fc.property(
      scans.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.nat(12))),
      ([all, shuffled, cut]) => {
        const winner = (parts: (typeof all)[]) => {
          let active: Admission[] = [];
          for (const part of parts) {
            const placed = part.map(({ scanId, deviceId, seconds }) => scan(scanId, seconds, { deviceId }));
            const [admitted] = mergeScans(placed, active).admitted;
            if (!admitted) continue;
            const { deviceId, scanId, scannedAt } = admitted.scan;
            active = [admission(0, { checkedInAt: scannedAt, deviceId, scanId })];
          }
          return active;
        };
        expect(winner([shuffled.slice(0, cut), shuffled.slice(cut)])).toEqual(winner([all]));
      },
    ),
  );
});
