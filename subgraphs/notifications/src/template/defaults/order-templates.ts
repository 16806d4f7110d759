import { content, defineTemplate } from '../template-definition.ts';
import type { Placeholders } from '../template-values.ts';

const order: Placeholders = {
  orderNumber: { kind: 'text', description: 'The order’s number.', sample: 'TB-1042' },
  eventTitle: { kind: 'text', description: 'The event’s title.', sample: 'Summer Night on the Pier' },
  total: { kind: 'amount', description: 'What the order costs.', sample: { amount: 5000, currency: 'EUR' } },
  items: {
    kind: 'list',
    description: 'What was ordered.',
    sample: [{ text: '2 × Standard', amount: { amount: 5000, currency: 'EUR' } }],
  },
  orderUrl: {
    kind: 'url',
    description: 'The order’s page, for whoever has the link; may be empty.',
    sample: 'https://tickets.example/shop/orders/sample',
  },
};

const tickets: Placeholders = {
  tickets: {
    kind: 'list',
    description: 'The tickets with their codes.',
    sample: [{ text: 'Standard: K7QM-2XPD' }, { text: 'Standard: T9WL-5HVC' }],
    required: true,
  },
};

const reason: Placeholders = {
  reason: { kind: 'lines', description: 'Why; may be empty.', sample: 'The buyer asked for it.' },
};

export const orderPlaced = defineTemplate({
  name: 'order-placed',
  description: 'To a buyer whose order waits for its payment.',
  category: 'TRANSACTIONAL',
  placeholders: {
    ...order,
    instructions: {
      kind: 'lines',
      description: 'How to pay; may be empty.',
      sample: 'Please transfer €50.00 to DE02 1203 0000 0000 2020 51.',
    },
    paymentReference: {
      kind: 'text',
      description: 'What to give as the reference; may be empty.',
      sample: 'TB-1042-K7',
    },
  },
  content: {
    en: content(
      'Your order {{orderNumber}} for {{eventTitle}}',
      [
        'Hello {{recipientName}},',
        'We have received your order {{orderNumber}} for {{eventTitle}}, in total {{total}}.',
        '{{items}}',
        '{{#instructions}}{{instructions}}{{/instructions}}',
        '{{#paymentReference}}Reference: {{paymentReference}}{{/paymentReference}}',
        'You get your tickets as soon as it is paid.',
      ],
      { label: 'See your order', url: 'orderUrl' },
    ),
    de: content(
      'Deine Bestellung {{orderNumber}} für {{eventTitle}}',
      [
        'Hallo {{recipientName}},',
        'wir haben deine Bestellung {{orderNumber}} für {{eventTitle}} über {{total}} erhalten.',
        '{{items}}',
        '{{#instructions}}{{instructions}}{{/instructions}}',
        '{{#paymentReference}}Verwendungszweck: {{paymentReference}}{{/paymentReference}}',
        'Du bekommst deine Tickets, sobald sie bezahlt sind.',
      ],
      { label: 'Bestellung ansehen', url: 'orderUrl' },
    ),
  },
});

export const orderConfirmed = defineTemplate({
  name: 'order-confirmed',
  description: 'To a buyer whose order is paid: the tickets.',
  category: 'TRANSACTIONAL',
  placeholders: { ...order, ...tickets },
  content: {
    en: content(
      'Your tickets for {{eventTitle}}',
      [
        'Hello {{recipientName}},',
        'Your order {{orderNumber}} is confirmed. These are your tickets for {{eventTitle}}; show their codes at the door.',
        '{{tickets}}',
      ],
      { label: 'See your tickets', url: 'orderUrl' },
    ),
    de: content(
      'Deine Tickets für {{eventTitle}}',
      [
        'Hallo {{recipientName}},',
        'deine Bestellung {{orderNumber}} ist bestätigt. Das sind deine Tickets für {{eventTitle}}; zeige die Codes am Einlass vor.',
        '{{tickets}}',
      ],
      { label: 'Tickets ansehen', url: 'orderUrl' },
    ),
  },
});

export const orderChangeRequested = defineTemplate({
  name: 'order-change-requested',
  description: 'To a buyer whose ticket becomes one of another type once the difference is paid.',
  category: 'TRANSACTIONAL',
  placeholders: {
    ...order,
    difference: {
      kind: 'amount',
      description: 'What is to be paid.',
      sample: { amount: 1500, currency: 'EUR' },
      required: true,
    },
    paymentReference: {
      kind: 'text',
      description: 'What to give as the reference; may be empty.',
      sample: 'TB-1042-1',
    },
  },
  content: {
    en: content(
      'A change of your order {{orderNumber}} for {{eventTitle}}',
      [
        'Hello {{recipientName}},',
        'A ticket of your order {{orderNumber}} for {{eventTitle}} is to be exchanged. The new one is kept for you until the difference of {{difference}} is paid; the page of your order says how.',
        '{{#paymentReference}}Reference: {{paymentReference}}{{/paymentReference}}',
        'Until then your ticket stays as it is.',
      ],
      { label: 'See your order', url: 'orderUrl' },
    ),
    de: content(
      'Eine Änderung deiner Bestellung {{orderNumber}} für {{eventTitle}}',
      [
        'Hallo {{recipientName}},',
        'ein Ticket deiner Bestellung {{orderNumber}} für {{eventTitle}} soll umgetauscht werden. Das neue ist für dich zurückgelegt, bis der Unterschied von {{difference}} bezahlt ist; wie, steht auf der Seite deiner Bestellung.',
        '{{#paymentReference}}Verwendungszweck: {{paymentReference}}{{/paymentReference}}',
        'Bis dahin bleibt dein Ticket, wie es ist.',
      ],
      { label: 'Bestellung ansehen', url: 'orderUrl' },
    ),
  },
});

export const orderChangeEnded = defineTemplate({
  name: 'order-change-ended',
  description: 'To a buyer whose ticket does not become one of another type after all.',
  category: 'TRANSACTIONAL',
  placeholders: {
    ...order,
    difference: {
      kind: 'amount',
      description: 'What would have been to pay.',
      sample: { amount: 1500, currency: 'EUR' },
    },
  },
  content: {
    en: content(
      'Your order {{orderNumber}} for {{eventTitle}} stays as it is',
      [
        'Hello {{recipientName}},',
        'The exchange of a ticket of your order {{orderNumber}} for {{eventTitle}} was called off, or its difference of {{difference}} was not paid in time. Your ticket stays as it is.',
        'If you have paid the difference, you get it back.',
      ],
      { label: 'See your order', url: 'orderUrl' },
    ),
    de: content(
      'Deine Bestellung {{orderNumber}} für {{eventTitle}} bleibt, wie sie ist',
      [
        'Hallo {{recipientName}},',
        'der Umtausch eines Tickets deiner Bestellung {{orderNumber}} für {{eventTitle}} wurde abgesagt, oder der Unterschied von {{difference}} wurde nicht rechtzeitig bezahlt. Dein Ticket bleibt, wie es ist.',
        'Wenn du den Unterschied bezahlt hast, bekommst du ihn zurück.',
      ],
      { label: 'Bestellung ansehen', url: 'orderUrl' },
    ),
  },
});

export const ticketsResent = defineTemplate({
  name: 'order-tickets-resent',
  description: 'To a buyer who gets the tickets once more.',
  category: 'TRANSACTIONAL',
  placeholders: { ...order, ...tickets },
  content: {
    en: content(
      'Your tickets for {{eventTitle}}, once more',
      [
        'Hello {{recipientName}},',
        'Here are the tickets of your order {{orderNumber}} for {{eventTitle}} again.',
        '{{tickets}}',
      ],
      { label: 'See your tickets', url: 'orderUrl' },
    ),
    de: content(
      'Noch einmal: deine Tickets für {{eventTitle}}',
      [
        'Hallo {{recipientName}},',
        'hier sind noch einmal die Tickets deiner Bestellung {{orderNumber}} für {{eventTitle}}.',
        '{{tickets}}',
      ],
      { label: 'Tickets ansehen', url: 'orderUrl' },
    ),
  },
});

export const orderRefunded = defineTemplate({
  name: 'order-refunded',
  description: 'To a buyer who gets money back.',
  category: 'TRANSACTIONAL',
  placeholders: {
    ...order,
    ...reason,
    refund: { kind: 'amount', description: 'What is given back.', sample: { amount: 2500, currency: 'EUR' } },
  },
  content: {
    en: content(
      'Refund for your order {{orderNumber}}',
      [
        'Hello {{recipientName}},',
        '{{refund}} of your order {{orderNumber}} for {{eventTitle}} are on the way back to you.',
        '{{#reason}}{{reason}}{{/reason}}',
      ],
      { label: 'See your order', url: 'orderUrl' },
    ),
    de: content(
      'Erstattung zu deiner Bestellung {{orderNumber}}',
      [
        'Hallo {{recipientName}},',
        '{{refund}} aus deiner Bestellung {{orderNumber}} für {{eventTitle}} sind auf dem Weg zurück zu dir.',
        '{{#reason}}{{reason}}{{/reason}}',
      ],
      { label: 'Bestellung ansehen', url: 'orderUrl' },
    ),
  },
});

export const orderCancelled = defineTemplate({
  name: 'order-cancelled',
  description: 'To a buyer whose order was cancelled.',
  category: 'TRANSACTIONAL',
  placeholders: { ...order, ...reason },
  content: {
    en: content(
      'Your order {{orderNumber}} was cancelled',
      [
        'Hello {{recipientName}},',
        'Your order {{orderNumber}} for {{eventTitle}} was cancelled. Its tickets are no longer valid.',
        '{{#reason}}{{reason}}{{/reason}}',
      ],
      { label: 'See your order', url: 'orderUrl' },
    ),
    de: content(
      'Deine Bestellung {{orderNumber}} wurde storniert',
      [
        'Hallo {{recipientName}},',
        'deine Bestellung {{orderNumber}} für {{eventTitle}} wurde storniert. Ihre Tickets gelten nicht mehr.',
        '{{#reason}}{{reason}}{{/reason}}',
      ],
      { label: 'Bestellung ansehen', url: 'orderUrl' },
    ),
  },
});

export const orderExpired = defineTemplate({
  name: 'order-expired',
  description: 'To a buyer whose order was not paid in time.',
  category: 'TRANSACTIONAL',
  placeholders: order,
  content: {
    en: content(
      'Your order {{orderNumber}} has expired',
      [
        'Hello {{recipientName}},',
        'We have not received a payment for your order {{orderNumber}} for {{eventTitle}} in time, and have released its tickets. If you have paid already, please write to us.',
      ],
      { label: 'See your order', url: 'orderUrl' },
    ),
    de: content(
      'Deine Bestellung {{orderNumber}} ist verfallen',
      [
        'Hallo {{recipientName}},',
        'für deine Bestellung {{orderNumber}} für {{eventTitle}} ist keine Zahlung rechtzeitig eingegangen, und wir haben die Tickets freigegeben. Wenn du schon bezahlt hast, schreib uns bitte.',
      ],
      { label: 'Bestellung ansehen', url: 'orderUrl' },
    ),
  },
});
