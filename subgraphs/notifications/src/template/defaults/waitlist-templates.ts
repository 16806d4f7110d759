import { content, defineTemplate } from '../template-definition.ts';
import type { Placeholders } from '../template-values.ts';

const tickets: Placeholders = {
  eventTitle: { kind: 'text', description: 'The event’s title.', sample: 'Summer Night on the Pier' },
  ticketTypeName: { kind: 'text', description: 'What is waited for.', sample: 'Standing' },
};

const place: Placeholders = {
  placeUrl: {
    kind: 'url',
    description: 'The page of the place, where it can be given up; for whoever has the link.',
    sample: 'https://tickets.example/shop/waitlist/sample',
    required: true,
  },
};

export const waitlistJoined = defineTemplate({
  name: 'waitlist-joined',
  description: 'To someone who joined a waitlist, or asked to join it again.',
  category: 'TRANSACTIONAL',
  placeholders: { ...tickets, ...place },
  content: {
    en: content(
      'You are on the waitlist for {{eventTitle}}',
      [
        'Hello,',
        'You are on the waitlist for {{eventTitle}} ({{ticketTypeName}}). When tickets become free, they are offered in the order of joining: we write to you when it is your turn.',
        'On the page below you see where you stand, and can give your place up. If you did not ask for this, give it up there.',
      ],
      { label: 'See your place', url: 'placeUrl' },
    ),
    de: content(
      'Du stehst auf der Warteliste für {{eventTitle}}',
      [
        'Hallo,',
        'du stehst auf der Warteliste für {{eventTitle}} ({{ticketTypeName}}). Frei werdende Tickets werden der Reihe nach angeboten: Wir schreiben dir, wenn du an der Reihe bist.',
        'Auf der Seite unten siehst du, wo du stehst, und kannst deinen Platz aufgeben. Wenn du das nicht wolltest, gib ihn dort auf.',
      ],
      { label: 'Deinen Platz ansehen', url: 'placeUrl' },
    ),
  },
});

export const waitlistOffer = defineTemplate({
  name: 'waitlist-offer',
  description: 'To someone on a waitlist for whom tickets are kept for a while.',
  category: 'TRANSACTIONAL',
  placeholders: {
    ...tickets,
    offered: { kind: 'text', description: 'How many tickets are kept.', sample: '2' },
    expiresAt: {
      kind: 'text',
      description: 'Until when they are kept.',
      sample: '2027-05-01 20:00 (Europe/Berlin)',
      required: true,
    },
    offerUrl: {
      kind: 'url',
      description: 'Where to take the tickets; for whoever has the link.',
      sample: 'https://tickets.example/shop/waitlist/sample',
      required: true,
    },
  },
  content: {
    en: content(
      'Tickets for {{eventTitle}} are free: yours until {{expiresAt}}',
      [
        'Hello,',
        'It is your turn: {{offered}} × {{ticketTypeName}} for {{eventTitle}} are kept for you until {{expiresAt}}.',
        'After that they go to the next in line. If you do not want them, give them up on the page below, so that someone else can have them sooner.',
      ],
      { label: 'Take the tickets', url: 'offerUrl' },
    ),
    de: content(
      'Tickets für {{eventTitle}} sind frei: deine bis {{expiresAt}}',
      [
        'Hallo,',
        'du bist an der Reihe: {{offered}} × {{ticketTypeName}} für {{eventTitle}} sind bis {{expiresAt}} für dich zurückgelegt.',
        'Danach gehen sie an die Nächsten in der Reihe. Wenn du sie nicht möchtest, gib sie auf der Seite unten auf, damit jemand anderes sie früher bekommt.',
      ],
      { label: 'Tickets nehmen', url: 'offerUrl' },
    ),
  },
});

export const waitlistOfferLapsed = defineTemplate({
  name: 'waitlist-offer-lapsed',
  description: 'To someone who did not take the tickets that were kept for them.',
  category: 'TRANSACTIONAL',
  placeholders: tickets,
  content: {
    en: content('Your offer for {{eventTitle}} is over', [
      'Hello,',
      'The tickets that were kept for you ({{ticketTypeName}}, {{eventTitle}}) were not taken in time and went to the next in line. If you still want to come, join the waitlist again.',
    ]),
    de: content('Dein Angebot für {{eventTitle}} ist abgelaufen', [
      'Hallo,',
      'die Tickets, die für dich zurückgelegt waren ({{ticketTypeName}}, {{eventTitle}}), wurden nicht rechtzeitig genommen und sind an die Nächsten gegangen. Wenn du noch kommen möchtest, trage dich wieder in die Warteliste ein.',
    ]),
  },
});

export const waitlistClosed = defineTemplate({
  name: 'waitlist-closed',
  description: 'To everyone on a waitlist whose event does not take place, or whose tickets are not sold any more.',
  category: 'TRANSACTIONAL',
  placeholders: {
    ...tickets,
    reason: { kind: 'lines', description: 'Why; may be empty.', sample: 'A storm is forecast.' },
  },
  content: {
    en: content('The waitlist for {{eventTitle}} is closed', [
      'Hello,',
      'You were on the waitlist for {{eventTitle}} ({{ticketTypeName}}). There will be no more tickets, so the list is closed.',
      '{{#reason}}{{reason}}{{/reason}}',
    ]),
    de: content('Die Warteliste für {{eventTitle}} ist geschlossen', [
      'Hallo,',
      'du standest auf der Warteliste für {{eventTitle}} ({{ticketTypeName}}). Es wird keine Tickets mehr geben, deshalb ist die Liste geschlossen.',
      '{{#reason}}{{reason}}{{/reason}}',
    ]),
  },
});
