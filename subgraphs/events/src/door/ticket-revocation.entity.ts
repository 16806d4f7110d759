import { defineEntity } from '@mikro-orm/core';

/** The number of an event's latest revocation. Written by a trigger on `ticket`. */
export const TicketRevocationHeadEntity = defineEntity({
  name: 'TicketRevocationHead',
  tableName: 'ticket_revocation_head',
  properties: p => ({
    eventId: p.uuid().primary(),
    organizationId: p.uuid(),
    latest: p.integer(),
  }),
});

/** A ticket's codes up to a serial that became void. Written by a trigger on `ticket`. */
export const TicketRevocationEntity = defineEntity({
  name: 'TicketRevocation',
  tableName: 'ticket_revocation',
  properties: p => ({
    eventId: p.uuid().primary(),
    number: p.integer().primary(),
    organizationId: p.uuid(),
    ticketId: p.uuid(),
    serial: p.integer(),
    /** Null if only the QR code is void. */
    code: p.text().strictNullable(),
    reason: p.text(),
    revokedAt: p.datetime(),
  }),
});
