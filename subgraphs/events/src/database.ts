import type { EntitySchema } from '@mikro-orm/core';
import type { SqlMigration } from '@ticketbase/subgraph-kit';
import { migrations } from '../migrations/index.ts';
import { AccessCodeAttemptEntity } from './access-code/access-code-attempt.entity.ts';
import { AddOnGroupEntity } from './add-on/add-on-group.entity.ts';
import { ExportLinkEntity } from './attendee-export/export-link.entity.ts';
import { CheckInEntity, OfflineScanEntity } from './check-in/check-in.entity.ts';
import { CheckInListEntity, CheckInListTypeEntity } from './check-in/check-in-list.entity.ts';
import { TicketRevocationEntity, TicketRevocationHeadEntity } from './door/ticket-revocation.entity.ts';
import { EventEntity, EventRevisionEntity } from './event/event.entity.ts';
import { HoldEntity, HoldLineEntity } from './hold/hold.entity.ts';
import { EventStockEntity } from './hold/stock.entity.ts';
import { EventImageEntity } from './image/image.entity.ts';
import { QuestionEntity, TicketAnswerEntity } from './question/question.entity.ts';
import { EventSeriesEntity } from './series/series.entity.ts';
import { SigningKeyEntity } from './signing/signing-key.entity.ts';
import { RetiredTicketCodeEntity, TicketEntity } from './ticket/ticket.entity.ts';
import { TicketExchangeEntity } from './ticket-change/ticket-exchange.entity.ts';
import { TicketTypeEntity } from './ticket-type/ticket-type.entity.ts';
import { VenueEntity } from './venue/venue.entity.ts';
import {
  WaitlistAttemptEntity,
  WaitlistEntity,
  WaitlistEntryEntity,
  WaitlistMailboxEntity,
  WaitlistTokenEntity,
} from './waitlist/waitlist.entity.ts';

const entities = [
  VenueEntity,
  EventSeriesEntity,
  EventEntity,
  EventRevisionEntity,
  EventStockEntity,
  AddOnGroupEntity,
  TicketTypeEntity,
  HoldEntity,
  HoldLineEntity,
  TicketEntity,
  RetiredTicketCodeEntity,
  TicketExchangeEntity,
  QuestionEntity,
  TicketAnswerEntity,
  AccessCodeAttemptEntity,
  CheckInEntity,
  CheckInListEntity,
  CheckInListTypeEntity,
  OfflineScanEntity,
  TicketRevocationEntity,
  TicketRevocationHeadEntity,
  SigningKeyEntity,
  EventImageEntity,
  ExportLinkEntity,
  WaitlistEntity,
  WaitlistEntryEntity,
  WaitlistTokenEntity,
  WaitlistAttemptEntity,
  WaitlistMailboxEntity,
] as unknown as readonly EntitySchema[];

/** The PostgreSQL schema `events`: what is in it, and how it came to be. */
export const eventsDatabase: {
  readonly schema: 'events';
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly SqlMigration[];
} = { schema: 'events', entities, migrations };
