import { describe, expect, it } from 'vitest';
import { hookInWords, manifestRequests, scopeInWords, widened, widenedFields, widenedRequests } from './permissions.ts';

describe('what a plugin asks for', () => {
  it('is told in words, and by its name where there are none', () => {
    expect(scopeInWords('orders:refund')).toBe('Give money back.');
    expect(scopeInWords('moon:land')).toBe('moon:land');
    expect(hookInWords('order.refunded')).toBe('an order is refunded');
  });

  it('is read from a manifest, whatever that holds', () => {
    const actions = { pay: { public: true }, sync: {}, odd: null };
    expect(manifestRequests({ hooks: ['order.refunded', 7], webhooks: { stripe: { action: 'a' } }, actions })).toEqual({
      hooks: ['order.refunded'],
      webhooks: ['stripe'],
      publicActions: ['pay'],
    });
    for (const odd of [null, undefined, 'x', { hooks: {}, webhooks: null }]) {
      expect(manifestRequests(odd)).toEqual({ hooks: [], webhooks: [], publicActions: [] });
    }
  });

  it('is new where an older version did not ask for it', () => {
    expect(widened(['a', 'b'], ['b', 'c'])).toEqual(['c']);
  });

  it('is new where it concerns a host, a hook, a webhook, a place or buyers, too', () => {
    const before = { permissions: ['orders:read'], network: ['a.example'], manifest: {}, extensions: [] };
    const after = {
      ...{ permissions: ['orders:read'], network: ['a.example', 'b.example'] },
      manifest: { hooks: ['order.placed'], webhooks: { office: {} }, actions: { pay: { public: true } } },
      extensions: [{ target: 'ORDER_DETAIL' as const, component: 'Card' }],
    };
    expect(widenedRequests(before, after).map(({ code }) => code)).toEqual([
      'b.example',
      'order.placed',
      'office',
      'Card',
      'pay',
    ]);
    expect(widenedRequests(after, before)).toEqual([]);
  });

  it('is new in a field that no component of an older version was given', () => {
    const component = (name: string, ...fields: string[]) => ({
      target: 'ORDER_DETAIL' as const,
      component: name,
      fields: fields.map(field => ({ type: 'Order', field, description: '', scope: null })),
    });
    expect(
      widenedFields(
        [component('Card', 'number', 'total')],
        [component('Card', 'number', 'buyer'), component('Sum', 'total')],
      ),
    ).toEqual([component('Card', 'buyer')]);
  });
});
