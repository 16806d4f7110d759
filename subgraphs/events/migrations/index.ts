import type { SqlMigration } from '@ticketbase/subgraph-kit';
import { accessCodeAttemptsMigration } from './20261123_access_code_attempts.ts';
import { addOnsMigration } from './20261123_add_ons.ts';
import { doorMigration } from './20261123_door.ts';
import { eventSeriesMigration } from './20261123_event_series.ts';
import { exportLinksMigration } from './20261123_export_links.ts';
import { initialMigration } from './20261123_initial.ts';
import { listIndexesMigration } from './20261123_list_indexes.ts';
import { questionsMigration } from './20261123_questions.ts';
import { textSearchMigration } from './20261123_text_search.ts';
import { ticketEndedWithEventMigration } from './20261123_ticket_ended_with_event.ts';
import { ticketExchangeMigration } from './20261123_ticket_exchange.ts';
import { upcomingEventsMigration } from './20261123_upcoming_events.ts';
import { waitlistMigration } from './20261123_waitlist.ts';
import { waitlistByTypeMigration } from './20261123_waitlist_by_type.ts';
import { waitlistClosingMigration } from './20261123_waitlist_closing.ts';
import { waitlistLineMigration } from './20261123_waitlist_line.ts';
import { waitlistMailsMigration } from './20261123_waitlist_mails.ts';

/** Every step of the schema `events`, in order. */
export const migrations: readonly SqlMigration[] = [
  initialMigration,
  ticketEndedWithEventMigration,
  textSearchMigration,
  addOnsMigration,
  questionsMigration,
  accessCodeAttemptsMigration,
  ticketExchangeMigration,
  waitlistMigration,
  doorMigration,
  eventSeriesMigration,
  listIndexesMigration,
  waitlistClosingMigration,
  exportLinksMigration,
  waitlistByTypeMigration,
  waitlistLineMigration,
  waitlistMailsMigration,
  upcomingEventsMigration,
];
