import { databaseConformance, schemaConformance } from '@ticketbase/testing';
import { eventsDatabase, eventsSchema } from '../src/index.ts';

schemaConformance(eventsSchema);
databaseConformance(
  { name: 'events', ...eventsDatabase },
  {
    control: { table: 'ticket_type', column: 'max_per_order' },
    // The text search reads them; no entity does.
    deliberate:
      /^alter table "events"."(event" drop column "venue_words", drop column "search"|ticket" drop column "search");$/,
  },
);
