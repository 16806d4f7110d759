import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** One admission at the door or to what a list is for; undone and superseded ones stay on record. */
export const CheckInEntity = defineEntity({
  name: 'CheckIn',
  tableName: 'check_in',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    eventId: p.uuid(),
    ticketId: p.uuid(),
    /** Null at the door of the event. */
    listId: p.uuid().strictNullable(),
    checkedInAt: p.datetime(),
    checkedInBy: p.uuid().strictNullable(),
    /** Of a scan that was made without a network: the device, and its own name for the scan. */
    deviceId: p.text().strictNullable(),
    scanId: p.text().strictNullable(),
    undoneAt: p.datetime().strictNullable(),
    undoneBy: p.uuid().strictNullable(),
    undoReason: p.text().strictNullable(),
    /** Another scan of the ticket turned out to have been earlier, and counts in its place. */
    supersededAt: p.datetime().strictNullable(),
    supersededBy: p.uuid().strictNullable(),
  }),
});
export type CheckIn = InferEntity<typeof CheckInEntity>;

/** What became of a scan that a device made without a network. */
export const OfflineScanEntity = defineEntity({
  name: 'OfflineScan',
  tableName: 'offline_scan',
  properties: p => ({
    organizationId: p.uuid().primary(),
    deviceId: p.text().primary(),
    scanId: p.text().primary(),
    eventId: p.uuid().strictNullable(),
    listId: p.uuid().strictNullable(),
    ticketId: p.uuid().strictNullable(),
    scannedAt: p.datetime(),
    receivedAt: p.datetime(),
    receivedFrom: p.uuid().strictNullable(),
    outcome: p.text(),
    checkInId: p.uuid().strictNullable(),
  }),
});
