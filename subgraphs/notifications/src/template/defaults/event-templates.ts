import { content, defineTemplate } from '../template-definition.ts';
import type { Placeholders } from '../template-values.ts';

const event: Placeholders = {
  eventTitle: { kind: 'text', description: 'The event’s title.', sample: 'Summer Night on the Pier' },
};

export const eventCancelled = defineTemplate({
  name: 'event-cancelled',
  description: 'To everyone with a ticket of an event that does not take place.',
  category: 'TRANSACTIONAL',
  placeholders: {
    ...event,
    reason: { kind: 'lines', description: 'Why; may be empty.', sample: 'A storm is forecast.' },
  },
  content: {
    en: content('{{eventTitle}} is cancelled', [
      'Hello {{recipientName}},',
      'We are sorry: {{eventTitle}} does not take place.',
      '{{#reason}}{{reason}}{{/reason}}',
    ]),
    de: content('{{eventTitle}} fällt aus', [
      'Hallo {{recipientName}},',
      'es tut uns leid: {{eventTitle}} findet nicht statt.',
      '{{#reason}}{{reason}}{{/reason}}',
    ]),
  },
});

export const ticketTransferred = defineTemplate({
  name: 'ticket-transferred',
  description: 'To someone to whom a ticket was passed on.',
  category: 'TRANSACTIONAL',
  placeholders: {
    ...event,
    ticketCode: { kind: 'text', description: 'The ticket’s code.', sample: 'K7QM-2XPD', required: true },
  },
  content: {
    en: content('Your ticket for {{eventTitle}}', [
      'Hello {{recipientName}},',
      'A ticket for {{eventTitle}} is now yours; it is attached. If its picture cannot be read at the door, its code is {{ticketCode}}',
    ]),
    de: content('Dein Ticket für {{eventTitle}}', [
      'Hallo {{recipientName}},',
      'ein Ticket für {{eventTitle}} gehört jetzt dir; es hängt an. Wenn das Bild am Einlass nicht zu lesen ist, gilt sein Code {{ticketCode}}',
    ]),
  },
});

export const ticketPassedOn = defineTemplate({
  name: 'ticket-passed-on',
  description: 'To someone whose ticket went to another person: the codes that they have are void.',
  category: 'TRANSACTIONAL',
  placeholders: {
    ...event,
    newName: { kind: 'text', description: 'Whose the ticket is now.', sample: 'Grace' },
  },
  content: {
    en: content('Your ticket for {{eventTitle}} was passed on', [
      'Hello {{recipientName}},',
      'Your ticket for {{eventTitle}} now belongs to {{newName}}. Its QR code and its code that you have are void.',
      'If you did not want this, write to the organizer at once.',
    ]),
    de: content('Dein Ticket für {{eventTitle}} wurde weitergegeben', [
      'Hallo {{recipientName}},',
      'dein Ticket für {{eventTitle}} gehört jetzt {{newName}}. Der QR-Code und der Code, die du hast, gelten nicht mehr.',
      'Wenn du das nicht wolltest, schreibe gleich dem Veranstalter.',
    ]),
  },
});

export const attendeeMessage = defineTemplate({
  name: 'attendee-message',
  description: 'The organizer’s own words to everyone with a ticket of an event.',
  category: 'ANNOUNCEMENT',
  placeholders: {
    ...event,
    subject: {
      kind: 'text',
      description: 'The subject that the organizer wrote.',
      sample: 'Doors open earlier',
      required: false,
    },
    body: { kind: 'lines', description: 'What the organizer wrote.', sample: 'Doors open at 18:00.', required: true },
    unsubscribeUrl: {
      kind: 'url',
      description: 'Where the recipient can unsubscribe from the organizer’s messages.',
      sample: 'https://tickets.example/shop/unsubscribe?token=sample',
      required: true,
    },
  },
  content: {
    en: content(
      '{{subject}}',
      ['Hello {{recipientName}},', '{{body}}', 'You get this message because you have a ticket for {{eventTitle}}.'],
      { label: 'Unsubscribe from messages of {{organizationName}}', url: 'unsubscribeUrl' },
    ),
    de: content(
      '{{subject}}',
      [
        'Hallo {{recipientName}},',
        '{{body}}',
        'Du bekommst diese Nachricht, weil du ein Ticket für {{eventTitle}} hast.',
      ],
      { label: 'Nachrichten von {{organizationName}} abbestellen', url: 'unsubscribeUrl' },
    ),
  },
});
