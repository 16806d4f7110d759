import { describe, expect, it } from 'vitest';
import { eventAvailability, fit, step, typeAvailability } from './availability.ts';

const now = new Date('2027-05-01T12:00:00Z');
const before = '2027-04-30T12:00:00Z';
const after = '2027-05-02T12:00:00Z';
const later = '2027-05-03T12:00:00Z';

const event = { status: 'PUBLISHED', endsAt: later, salesStartAt: null, salesEndAt: null };
const type = { available: 10, minPerOrder: 1, maxPerOrder: 8, salesStartAt: null, salesEndAt: null };

describe('a ticket type', () => {
  it('is on sale up to what an order takes and what is left', () => {
    expect(typeAvailability(event, type, now)).toEqual({ state: 'on-sale', min: 1, max: 8 });
    expect(typeAvailability(event, { ...type, available: 3 }, now)).toEqual({ state: 'on-sale', min: 1, max: 3 });
  });

  it('is sold out when fewer are left than an order must take', () => {
    expect(typeAvailability(event, { ...type, available: 0 }, now).state).toBe('sold-out');
    expect(typeAvailability(event, { ...type, minPerOrder: 4, available: 3 }, now).state).toBe('sold-out');
  });

  it('opens when the later of its window and the event’s opens', () => {
    const opens = (ofEvent: string | null, ofType: string | null) =>
      typeAvailability({ ...event, salesStartAt: ofEvent }, { ...type, salesStartAt: ofType }, now);
    expect(opens(after, null)).toEqual({ state: 'not-yet', opensAt: after });
    expect(opens(after, later)).toEqual({ state: 'not-yet', opensAt: later });
    expect(opens(later, after)).toEqual({ state: 'not-yet', opensAt: later });
  });

  it.each([
    ['its own sales have ended', event, { ...type, salesEndAt: before }],
    ['the event’s sales have ended', { ...event, salesEndAt: before }, type],
    ['the event has ended', { ...event, endsAt: before }, type],
    ['the event is cancelled', { ...event, status: 'CANCELLED' }, type],
  ])('is closed when %s', (_, ofEvent, ofType) => {
    expect(typeAvailability(ofEvent, ofType, now).state).toBe('closed');
  });
});

describe('an event', () => {
  it.each([
    ['open', event],
    ['cancelled', { ...event, status: 'CANCELLED' }],
    ['over', { ...event, status: 'COMPLETED' }],
    ['over', { ...event, endsAt: before }],
  ] as const)('is %s', (state, given) => {
    expect(eventAvailability(given, now)).toBe(state);
  });
});

describe('a quantity', () => {
  const bounds = { min: 2, max: 4 };

  it('steps from none to the fewest, stops at the most, and goes back to none', () => {
    expect(step(0, 1, bounds)).toBe(2);
    expect(step(4, 1, bounds)).toBe(4);
    expect(step(3, -1, bounds)).toBe(2);
    expect(step(2, -1, bounds)).toBe(0);
  });

  it.each([
    [1, 2],
    [3, 3],
    [9, 4],
    [0, 0],
    [-1, 0],
    [Number.NaN, 0],
    [2.9, 2],
  ])('typed as %d becomes %d', (typed, quantity) => {
    expect(fit(typed, bounds)).toBe(quantity);
  });
});
