import { defineEntity, type InferEntity } from '@mikro-orm/core';

export const TicketStatus = { VALID: 'VALID', USED: 'USED', CANCELLED: 'CANCELLED', REFUNDED: 'REFUNDED' } as const;
export type TicketStatus = keyof typeof TicketStatus;

/** The right of one person to enter once. */
export const TicketEntity = defineEntity({
  name: 'Ticket',
  tableName: 'ticket',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    eventId: p.uuid(),
    ticketTypeId: p.uuid(),
    orderId: p.uuid(),
    code: p.text(),
    status: p.text().$type<TicketStatus>(),
    attendeeName: p.text().strictNullable(),
    attendeeEmail: p.text().strictNullable(),
    checkedInAt: p.datetime().strictNullable(),
    checkedInBy: p.uuid().strictNullable(),
    issuedAt: p.datetime(),
    /** False for the voucher of an add-on, which opens no door. */
    admits: p.boolean().default(true),
    /** Stands in the signed QR code. A trigger raises it with whatever makes the codes before void. */
    serial: p.integer().default(1),
    /** When it last went to another person. */
    transferredAt: p.datetime().strictNullable(),
    /** It was good until its event was called off. */
    endedWithEvent: p.boolean().default(false),
  }),
});
export type Ticket = InferEntity<typeof TicketEntity>;

/** A code that a transfer made void. */
export const RetiredTicketCodeEntity = defineEntity({
  name: 'RetiredTicketCode',
  tableName: 'retired_ticket_code',
  properties: p => ({
    code: p.text().primary(),
    organizationId: p.uuid(),
    ticketId: p.uuid(),
    retiredAt: p.datetime(),
  }),
});
