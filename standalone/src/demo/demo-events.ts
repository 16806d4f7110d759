const DAY = 86_400_000;

const at = (from: Date, days: number, hour: number) => {
  const date = new Date(from.getTime() + days * DAY);
  date.setUTCHours(hour, 0, 0, 0);
  return date.toISOString();
};

const hall = { name: 'Demo Hall', address: '1 Example Street', city: 'Berlin', country: 'DE' };

/** Events to look at, as `createEvent` takes them; prices in cents. */
export function demoEvents(now: Date) {
  return [
    {
      title: 'Night of Small Orchestras',
      description: 'Four ensembles, one evening, and the doors open an hour before.',
      category: 'music',
      tags: ['classical', 'evening'],
      startsAt: at(now, 21, 18),
      endsAt: at(now, 21, 22),
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      capacity: 300,
      venue: hall,
      ticketTypes: [
        { name: 'Stalls', price: 3200, quantity: 200, maxPerOrder: 8 },
        { name: 'Balcony', price: 2100, quantity: 100, maxPerOrder: 8 },
      ],
    },
    {
      title: 'Open Workshop: Screen Printing',
      description: 'Bring a shirt; take home a print. Free, but places are few.',
      category: 'workshop',
      tags: ['free', 'hands-on'],
      startsAt: at(now, 9, 14),
      endsAt: at(now, 9, 17),
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      venue: hall,
      ticketTypes: [{ name: 'Place', price: 0, quantity: 12, maxPerOrder: 2 }],
    },
    {
      title: 'Graphs in Production',
      description: 'A day of talks about running large graphs, with a stream for those who stay home.',
      category: 'conference',
      tags: ['technology'],
      startsAt: at(now, 45, 8),
      endsAt: at(now, 45, 16),
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      venue: hall,
      ticketTypes: [
        { name: 'On site', price: 14900, quantity: 150 },
        { name: 'Student', price: 4900, quantity: 30 },
      ],
    },
  ];
}
