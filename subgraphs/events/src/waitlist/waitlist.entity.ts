import { defineEntity, type InferEntity } from '@mikro-orm/core';

export const WaitlistEntryStatus = {
  WAITING: 'WAITING',
  OFFERED: 'OFFERED',
  TAKEN: 'TAKEN',
  LAPSED: 'LAPSED',
  LEFT: 'LEFT',
  REMOVED: 'REMOVED',
  CLOSED: 'CLOSED',
} as const;
export type WaitlistEntryStatus = keyof typeof WaitlistEntryStatus;

/** Whether an event has a waitlist, and its rules. An event without a row has none. */
export const WaitlistEntity = defineEntity({
  name: 'Waitlist',
  tableName: 'waitlist',
  properties: p => ({
    eventId: p.uuid().primary(),
    organizationId: p.uuid(),
    enabled: p.boolean(),
    /** For how long an offer stands. */
    offerMinutes: p.integer(),
    updatedAt: p.datetime(),
    /** When its last entry was closed, after the event was over or called off. */
    closedAt: p.datetime().strictNullable(),
  }),
});
export type Waitlist = InferEntity<typeof WaitlistEntity>;

/** Someone who waits, or waited, for tickets of one type. Changes of who waits happen under the lock of the event's stock. */
export const WaitlistEntryEntity = defineEntity({
  name: 'WaitlistEntry',
  tableName: 'waitlist_entry',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    eventId: p.uuid(),
    ticketTypeId: p.uuid(),
    /** Counts up per event, in the order of joining. */
    place: p.integer(),
    name: p.text(),
    email: p.text(),
    quantity: p.integer(),
    acceptFewer: p.boolean(),
    status: p.text().$type<WaitlistEntryStatus>(),
    /** Keeps what is set aside for them, and then what is offered. */
    holdId: p.uuid().strictNullable(),
    offered: p.integer().strictNullable(),
    offerExpiresAt: p.datetime().strictNullable(),
    /** When a mail last told them of their place. */
    toldAt: p.datetime(),
    joinedAt: p.datetime(),
    endedAt: p.datetime().strictNullable(),
  }),
});
export type WaitlistEntry = InferEntity<typeof WaitlistEntryEntity>;

/** What opens an entry to the person it is of: the hash of a link's secret. */
export const WaitlistTokenEntity = defineEntity({
  name: 'WaitlistToken',
  tableName: 'waitlist_token',
  properties: p => ({ tokenHash: p.text().primary(), entryId: p.uuid() }),
});

/** How often a client asked to join lately. */
export const WaitlistAttemptEntity = defineEntity({
  name: 'WaitlistAttempt',
  tableName: 'waitlist_attempt',
  properties: p => ({ client: p.text().primary(), attempts: p.integer(), since: p.datetime() }),
});

/** How often a mailbox was told of places lately. */
export const WaitlistMailboxEntity = defineEntity({
  name: 'WaitlistMailbox',
  tableName: 'waitlist_mailbox',
  properties: p => ({ mailbox: p.text().primary(), attempts: p.integer(), since: p.datetime() }),
});
