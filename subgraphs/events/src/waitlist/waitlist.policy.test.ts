import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type InLine, shareOut } from './waitlist.policy.ts';

const TYPES = ['A', 'B'] as const;
const entry = fc
  .record({
    ticketTypeId: fc.constantFrom(...TYPES),
    quantity: fc.integer({ min: 1, max: 6 }),
    acceptFewer: fc.boolean(),
    minPerOrder: fc.integer({ min: 1, max: 2 }),
    gathered: fc.integer({ min: 0, max: 5 }),
  })
  .map(given => {
    const quantity = Math.max(given.quantity, given.minPerOrder);
    const enough = given.acceptFewer ? given.minPerOrder : quantity;
    // Whoever had enough would have been offered it.
    return { ...given, quantity, gathered: Math.min(given.gathered, enough - 1) };
  });
const line = fc
  .array(entry, { maxLength: 12 })
  .map((given): InLine[] => given.map((one, n) => ({ ...one, id: `${n}` })));
const free = fc
  .record({
    a: fc.integer({ min: 0, max: 12 }),
    b: fc.integer({ min: 0, max: 12 }),
    ofEvent: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
  })
  .map(({ a, b, ofEvent }) => ({
    ofType: new Map([
      ['A', a],
      ['B', b],
    ]),
    ofEvent,
  }));

const takenOf = (shares: ReturnType<typeof shareOut>, type?: string) =>
  shares.filter(share => !type || share.ticketTypeId === type).reduce((sum, { taken }) => sum + taken, 0);

describe('sharing out', () => {
  test('gives no more than is free, of each type and of the event', () => {
    fc.assert(
      fc.property(line, free, (waiting, left) => {
        const shares = shareOut(waiting, left);
        for (const type of TYPES) expect(takenOf(shares, type)).toBeLessThanOrEqual(left.ofType.get(type)!);
        if (left.ofEvent !== null) expect(takenOf(shares)).toBeLessThanOrEqual(left.ofEvent);
        for (const { id, total } of shares) expect(total).toBeLessThanOrEqual(waiting[Number(id)]!.quantity);
      }),
    );
  });

  test('passes nobody over: who comes later gets nothing while someone before them, for the same tickets, has not enough', () => {
    fc.assert(
      fc.property(line, free, (waiting, left) => {
        const shares = new Map(shareOut(waiting, left).map(share => [share.id, share]));
        for (const [n, early] of waiting.entries()) {
          if (shares.get(early.id)?.offered) continue;
          const later = waiting.slice(n + 1).filter(({ ticketTypeId }) => ticketTypeId === early.ticketTypeId);
          expect(later.filter(({ id }) => shares.has(id))).toEqual([]);
        }
      }),
    );
  });

  test('leaves nothing free that someone waits for', () => {
    fc.assert(
      fc.property(line, free, (waiting, left) => {
        const shares = shareOut(waiting, left);
        const eventLeft = left.ofEvent === null ? 1 : left.ofEvent - takenOf(shares);
        const offered = new Set(shares.filter(share => share.offered).map(share => share.id));
        for (const { id, ticketTypeId } of waiting) {
          const typeLeft = left.ofType.get(ticketTypeId)! - takenOf(shares, ticketTypeId);
          expect(offered.has(id) || typeLeft === 0 || eventLeft === 0).toBe(true);
        }
      }),
    );
  });

  test('offers what an order can take: at least its minimum, and all of it to whoever insists', () => {
    fc.assert(
      fc.property(line, free, (waiting, left) => {
        for (const { id, total } of shareOut(waiting, left).filter(share => share.offered)) {
          const { acceptFewer, minPerOrder, quantity } = waiting[Number(id)]!;
          expect(total).toBeGreaterThanOrEqual(acceptFewer ? minPerOrder : quantity);
        }
      }),
    );
  });

  test('starves nobody: whoever is first is offered theirs by as many tickets as they want, one at a time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(entry, { maxLength: 5 }), (quantity, others) => {
        const first: InLine = {
          id: 'first',
          ticketTypeId: 'A',
          quantity,
          acceptFewer: false,
          minPerOrder: 1,
          gathered: 0,
        };
        const behind = others.map((one, n) => ({ ...one, id: `${n}`, ticketTypeId: 'A' }));
        let gathered = 0;
        for (let freed = 1; freed <= quantity; freed += 1) {
          const shares = shareOut([{ ...first, gathered }, ...behind], { ofType: new Map([['A', 1]]), ofEvent: null });
          expect(shares).toEqual([
            { id: 'first', ticketTypeId: 'A', taken: 1, total: freed, offered: freed === quantity },
          ]);
          gathered = freed;
        }
      }),
    );
  });
});
