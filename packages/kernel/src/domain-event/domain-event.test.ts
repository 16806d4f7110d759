import { describe, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { Viewer } from '../viewer.ts';
import { type AnyDomainEvent, domainEvent, parseDomainEvent, withoutSecrets } from './domain-event.ts';
import { SECRET_FIELDS } from './payloads.ts';

const by = { viewer: Viewer.service('payments', newId()), requestId: 'request' };
const confirmed = () =>
  domainEvent(
    'order.confirmed',
    {
      ...{ orderId: newId(), number: '2026-000001', eventId: newId(), buyerUserId: null },
      ...{ paymentMethod: null, promoCode: null, total: { amount: 100, currency: 'EUR' } },
      buyer: { name: 'Buyer', email: 'buyer@example.org' },
      items: [],
      orderToken: 'the order token',
      tickets: [{ ticketId: newId(), code: 'THE-CODE', ticketTypeName: 'Standing' }],
    },
    by,
  ) as AnyDomainEvent;

describe('withoutSecrets', () => {
  test('takes secret fields out at any depth, and leaves an event that still parses', () => {
    const event = confirmed();
    expect(JSON.stringify(event)).toMatch(/THE-CODE.*|the order token/);
    const stripped = withoutSecrets(event);
    expect(JSON.stringify(stripped)).not.toMatch(/THE-CODE|the order token/);
    expect(parseDomainEvent(JSON.parse(JSON.stringify(stripped)))).toEqual(stripped);
  });

  test('knows every event that carries a token or a ticket’s code', () => {
    const secret = (name: string) => SECRET_FIELDS[name as keyof typeof SECRET_FIELDS] ?? [];
    for (const name of ['ticket.issued', 'ticket.checked_in', 'ticket.transferred'])
      expect(secret(name)).toContain('code');
    expect(secret('promo_code.created'), 'a promo code is meant to be told').toEqual([]);
  });
});

test('an event with a payload of another shape cannot be made', () => {
  expect(() => domainEvent('user.logged_in', { userId: 'not an id' }, by)).toThrow();
});

test('an event of an unknown name is not read', () => {
  expect(() => parseDomainEvent({ ...confirmed(), name: 'order.stolen' })).toThrow();
});
