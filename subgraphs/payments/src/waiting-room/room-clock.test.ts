import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calledAt, placeAt, type Room, turnOf } from './room-clock.ts';

const START = Date.parse('2027-05-01T12:00:00Z');
const at = (seconds: number) => START + seconds * 1_000;
const room = (more: Partial<Room> = {}): Room => ({
  ...{ eventId: 'event', organizationId: 'organization', enabled: true, paused: false, ratePerMinute: 60 },
  ...{ admissionMinutes: 10, opensAt: new Date(START), openedAt: new Date(START), closedAt: null, seed: 'seed' },
  ...{ shuffled: 0, issued: 100, baseServed: 0, baseAt: new Date(START), lapsed: 0 },
  ...more,
});
/** As the database makes the present the base of the counter. */
const rebased = (before: Room, seconds: number, more: Partial<Room>): Room => ({
  ...before,
  ...{ baseServed: calledAt(before, at(seconds)), baseAt: new Date(at(seconds)) },
  ...more,
});

describe('the counter', () => {
  test('calls at the rate, and nobody before the opening, while it is paused or off', () => {
    expect(calledAt(room(), at(30))).toBe(30);
    expect(calledAt(room({ openedAt: null, seed: null }), at(30))).toBe(0);
    expect(calledAt(room({ paused: true, baseServed: 5 }), at(30))).toBe(5);
    expect(calledAt(room({ enabled: false, baseServed: 5 }), at(30))).toBe(5);
  });

  test('saves no turns up while nobody waits', () => {
    expect(calledAt(room({ issued: 3 }), at(3_600))).toBe(4);
    const later = rebased(room({ issued: 3 }), 3_600, { issued: 103 });
    expect(calledAt(later, at(3_600))).toBe(4);
    expect(calledAt(later, at(3_610))).toBe(14);
  });

  test('neither jumps nor falls, whatever the rate becomes and however often it is paused', () => {
    const change = fc.record({
      after: fc.integer({ min: 0, max: 120 }),
      ratePerMinute: fc.integer({ min: 1, max: 60_000 }),
      paused: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), changes => {
        let now = 0;
        let current = room({ issued: 1_000_000 });
        let expected = 0;
        for (const { after, ...more } of changes) {
          expected += current.paused ? 0 : (current.ratePerMinute * after) / 60;
          now += after;
          const before = calledAt(current, at(now));
          current = rebased(current, now, more);
          expect(calledAt(current, at(now))).toBe(before);
        }
        expect(calledAt(current, at(now))).toBeCloseTo(Math.min(expected, 1_000_001), 3);
      }),
    );
  });
});

describe('turns', () => {
  test('of those who came before the opening are a shuffle, of those after it their order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 40 }), (before, after) => {
        const open = room({ shuffled: before, issued: before + after });
        const turns = Array.from({ length: before + after }, (_, index) => turnOf(open, index + 1)!);
        expect(turns.slice(before)).toEqual(Array.from({ length: after }, (_, index) => before + index + 1));
        expect(turns.slice(0, before).toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: before }, (_, index) => index + 1),
        );
      }),
      { numRuns: 30 },
    );
    expect(turnOf(room({ seed: null, openedAt: null }), 1)).toBeNull();
  });

  test('come in order: nobody is called while someone before them is not', () => {
    const open = room({ shuffled: 20, issued: 40 });
    for (let seconds = 0; seconds <= 45; seconds += 1) {
      const called = Array.from({ length: 40 }, (_, index) => index + 1).filter(
        serial => placeAt(open, serial, at(seconds)).status === 'CALLED',
      );
      const turns = called.map(serial => turnOf(open, serial)!).toSorted((a, b) => a - b);
      expect(turns).toEqual(Array.from({ length: Math.min(seconds, 40) }, (_, index) => index + 1));
    }
  });
});

describe('a place', () => {
  test('says how many are ahead and how long it takes', () => {
    expect(placeAt(room(), 31, at(10))).toEqual({
      ...{ status: 'WAITING', ahead: 20, estimatedWaitSeconds: 21, pollAfterSeconds: 6 },
    });
    expect(placeAt(room(), 11, at(10))).toMatchObject({ status: 'WAITING', ahead: 0, estimatedWaitSeconds: 1 });
    expect(placeAt(room(), 10, at(10))).toMatchObject({ status: 'CALLED' });
  });

  test('is honest when there is nothing to wait for', () => {
    expect(placeAt(room({ paused: true }), 31, at(10))).toMatchObject({
      status: 'PAUSED',
      ahead: 30,
      estimatedWaitSeconds: null,
    });
    expect(placeAt(room({ closedAt: new Date(START) }), 1, at(10))).toMatchObject({ status: 'CLOSED', ahead: null });
    expect(placeAt(room({ enabled: false }), 1, at(10))).toMatchObject({ status: 'NOT_NEEDED' });
    const early = room({ openedAt: null, seed: null, opensAt: new Date(at(100)) });
    expect(placeAt(early, 1, at(10))).toMatchObject({
      status: 'BEFORE_OPENING',
      ahead: null,
      estimatedWaitSeconds: 90,
      pollAfterSeconds: 30,
    });
  });
});
