import { newId } from '@ticketbase/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InsufficientTicketsError } from './hold.errors.ts';
import { type HoldRequest, planHolds } from './hold-plan.ts';
import type { Sale, SaleType } from './sale.ts';

const now = new Date('2027-05-01T12:00:00Z');
const organizationId = newId();
const [day, later] = [86_400_000, new Date(now.getTime() + 86_400_000)];

interface Stock {
  readonly quantity: number;
  readonly held: number;
  readonly kind: SaleType['kind'];
}

function saleOf(stocks: readonly Stock[], capacity: number | null = null, more: Partial<Sale> = {}): Sale {
  const people = stocks.filter(({ kind }) => kind === 'ADMISSION');
  return {
    event: {
      ...{ id: newId(), organizationId, slug: 'night', title: 'Night', currency: 'EUR', salesStartAt: null },
      ...{ status: 'PUBLISHED', visibility: 'PUBLIC', publishedAt: now, salesEndAt: null },
      ...{ startsAt: later, endsAt: new Date(later.getTime() + day) },
    },
    stock: { capacity, sold: 0, held: people.reduce((sum, { held }) => sum + held, 0) },
    types: stocks.map(({ quantity, held, kind }, index) => ({
      ...{ id: `type-${index}`, name: `Type ${index}`, priceAmount: 100 * index, quantity, held, sold: 0, kind },
      ...{ minPerOrder: 1, maxPerOrder: 10, hidden: false, accessCode: null, sortOrder: index, addOnGroupId: null },
      ...{ salesStartAt: null, salesEndAt: null },
    })),
    addOnGroups: [],
    known: new Set(),
    overdue: false,
    ...more,
  };
}

const admission = (quantity: number, held = 0): Stock => ({ quantity, held, kind: 'ADMISSION' });

/** Wants so many of each type, by its place. */
function wish(quantities: Readonly<Record<number, number>>, holdId = newId()): HoldRequest {
  const items = Object.entries(quantities).map(([type, quantity]) => ({ ticketTypeId: `type-${type}`, quantity }));
  return { organizationId: null, values: { holdId, eventId: newId(), items, expiresAt: later } };
}

const outcomes = (sale: Sale, ...requests: HoldRequest[]) =>
  planHolds(sale, requests, now).decisions.map(decision =>
    decision.kind === 'refused' ? ((decision.error as { code?: string }).code ?? 'fault') : decision.kind,
  );

describe('requests that are decided together', () => {
  test('get what is left in the order in which they came', () => {
    const sale = saleOf([admission(3)]);
    expect(outcomes(sale, wish({ 0: 2 }), wish({ 0: 2 }), wish({ 0: 1 }), wish({ 0: 1 }))).toEqual([
      ...['taken', 'INSUFFICIENT_TICKETS', 'taken', 'INSUFFICIENT_TICKETS'],
    ]);
  });

  test('of several types get all or nothing, and what one did not get is there for the next', () => {
    const sale = saleOf([admission(5), admission(1)]);
    expect(outcomes(sale, wish({ 0: 2, 1: 2 }), wish({ 0: 5, 1: 1 }), wish({ 1: 1 }))).toEqual([
      ...['INSUFFICIENT_TICKETS', 'taken', 'INSUFFICIENT_TICKETS'],
    ]);
  });

  test('share the capacity of the event, which add-ons take nothing of', () => {
    const sale = saleOf([admission(5), admission(5), { quantity: 9, held: 0, kind: 'ADD_ON' }], 4);
    expect(outcomes(sale, wish({ 0: 3 }), wish({ 1: 2 }), wish({ 1: 1, 2: 9 }), wish({ 1: 1 }))).toEqual([
      ...['taken', 'INSUFFICIENT_TICKETS', 'taken', 'INSUFFICIENT_TICKETS'],
    ]);
  });

  test('are refused by themselves, for what is none of the others’ business', () => {
    const sale = saleOf([admission(5)]);
    const stranger = { ...wish({ 0: 1 }), organizationId: newId() };
    expect(outcomes(sale, wish({ 7: 1 }), wish({ 0: 11 }), stranger, wish({ 0: 5 }))).toEqual([
      ...['BAD_USER_INPUT', 'QUANTITY_NOT_ALLOWED', 'NOT_FOUND', 'taken'],
    ]);
    expect(
      outcomes(saleOf([admission(5)], null, { event: { ...sale.event, salesStartAt: later } }), wish({ 0: 1 })),
    ).toEqual(['SALES_NOT_OPEN']);
  });

  test('of one id are one hold, unless the first of them got nothing', () => {
    const [id, other] = [newId(), newId()];
    const sale = saleOf([admission(3)], null, { known: new Set([other]) });
    expect(outcomes(sale, wish({ 0: 4 }, id), wish({ 0: 1 }, id), wish({ 0: 1 }, id), wish({ 0: 1 }, other))).toEqual([
      ...['INSUFFICIENT_TICKETS', 'taken', 'exists', 'exists'],
    ]);
  });

  test('are told which type falls shortest, and how many of it they could have', () => {
    const plan = planHolds(saleOf([admission(5), admission(4), admission(9)], 6), [wish({ 0: 4, 1: 6 })], now);
    const [decision] = plan.decisions;
    const error = decision?.kind === 'refused' ? (decision.error as InsufficientTicketsError) : undefined;
    expect(error?.details).toEqual({ ticketTypeId: 'type-1', available: 4 });
    expect([plan.isShort, plan.takes]).toEqual([true, false]);
  });

  test('find nothing where there is no event', () => {
    expect(planHolds(undefined, [wish({ 0: 1 })], now).decisions).toMatchObject([{ error: { code: 'NOT_FOUND' } }]);
  });
});

const stocks = fc.array(
  fc.record({ quantity: fc.nat(12), kind: fc.constantFrom<SaleType['kind']>('ADMISSION', 'ADMISSION', 'ADD_ON') }),
  { minLength: 1, maxLength: 3 },
);
const wishes = fc.array(fc.dictionary(fc.constantFrom('0', '1', '2'), fc.integer({ min: 1, max: 6 }), { minKeys: 1 }), {
  maxLength: 30,
});

/** One after the other, each asking anew: what deciding together must be equal to. */
function oneByOne(sale: Sale, requests: readonly HoldRequest[]): string[] {
  const held = new Map<string, number>();
  const of = (type: SaleType) => held.get(type.id) ?? 0;
  return requests.map(({ values }) => {
    const types = values.items.map(item => sale.types.find(type => type.id === item.ticketTypeId));
    if (types.some(type => type === undefined)) return 'BAD_USER_INPUT';
    const wanted = values.items.map((item, index) => ({ type: types[index]!, quantity: item.quantity }));
    const admissions = sale.types.filter(type => type.kind === 'ADMISSION');
    const people = admissions.reduce((sum, type) => sum + of(type), 0);
    const more = wanted.reduce((sum, { type, quantity }) => sum + (type.kind === 'ADMISSION' ? quantity : 0), 0);
    const room = more === 0 || people + more <= (sale.stock.capacity ?? Number.POSITIVE_INFINITY);
    if (!room || wanted.some(({ type, quantity }) => of(type) + quantity > type.quantity))
      return 'INSUFFICIENT_TICKETS';
    for (const { type, quantity } of wanted) held.set(type.id, of(type) + quantity);
    return 'taken';
  });
}

test('deciding together is deciding one after the other, and never takes what is not there', () => {
  const arbitrary = fc.tuple(stocks, fc.option(fc.integer({ min: 1, max: 20 })), wishes);
  fc.assert(
    fc.property(arbitrary, ([given, capacity, asked]) => {
      const sale = saleOf(
        given.map(stock => ({ ...stock, held: 0 })),
        capacity,
      );
      const requests = asked.map(quantities => wish(quantities));
      expect(outcomes(sale, ...requests)).toEqual(oneByOne(sale, requests));
      const taken = planHolds(sale, requests, now).decisions.flatMap(each => (each.kind === 'taken' ? each.lines : []));
      for (const type of sale.types) {
        const total = taken.reduce((sum, line) => sum + (line.ticketTypeId === type.id ? line.quantity : 0), 0);
        expect(total).toBeLessThanOrEqual(type.quantity);
      }
    }),
    { numRuns: 300 },
  );
});
