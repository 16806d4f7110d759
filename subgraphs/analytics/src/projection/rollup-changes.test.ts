import { domainEvent, newId, Viewer } from '@ticketbase/kernel';
import { expect, test } from 'vitest';
import { rollupChanges } from './rollup-changes.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const by = { viewer: Viewer.anonymous, requestId: 'request', organizationId: newId() };
const order = {
  ...{ orderId: newId(), number: '2026-000001', eventId: newId(), buyerUserId: null, paymentMethod: null },
  ...{ buyer: { name: 'Ada', email: 'ada@example.com' }, promoCode: null, total: eur(3_000), items: [] },
};
const [from, to] = [newId(), newId()];
const change = (difference: number) =>
  domainEvent(
    'order.changed',
    {
      ...order,
      ...{ ticketId: newId(), fromTicketType: 'Standing', toTicketType: 'VIP', changed: ['tickets'] },
      ...{ fromTicketTypeId: from, toTicketTypeId: to, before: eur(1_000), after: eur(1_000 + difference) },
      difference: eur(difference),
    },
    by,
  );
const refund = (ofChange: boolean) =>
  domainEvent('order.refunded', { ...order, refund: eur(600), reason: null, ...(ofChange ? { ofChange } : {}) }, by);

test.each([1_500, -600])(
  'a ticket that becomes another type’s for %i moves proceeds and tickets between the types',
  difference => {
    const changes = rollupChanges(change(difference));
    expect(changes.map(({ dimensions: { kind, ticketTypeId }, add }) => [kind, ticketTypeId, add])).toEqual([
      ['ORDER', null, { gross: difference }],
      ['LINE', from, { tickets: -1, gross: -1_000 }],
      ['LINE', to, { tickets: 1, gross: 1_000 + difference }],
    ]);
  },
);

test('what a change gives back is out of the proceeds already, and counts as no refund', () => {
  expect(rollupChanges(refund(true))).toEqual([]);
  expect(rollupChanges(refund(false))).toMatchObject([{ add: { refunded: 600 } }]);
});
