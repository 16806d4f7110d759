import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** The waiting room of one event. `room-clock.ts` says what its numbers mean. */
export const WaitingRoomEntity = defineEntity({
  name: 'WaitingRoom',
  tableName: 'waiting_room',
  properties: p => ({
    eventId: p.uuid().primary(),
    organizationId: p.uuid(),
    enabled: p.boolean(),
    paused: p.boolean(),
    ratePerMinute: p.integer(),
    /** For how long an admission opens a cart. */
    admissionMinutes: p.integer(),
    opensAt: p.datetime(),
    openedAt: p.datetime().strictNullable(),
    closedAt: p.datetime().strictNullable(),
    seed: p.text().strictNullable(),
    shuffled: p.integer(),
    issued: p.integer(),
    baseServed: p.double().$type<number>(),
    baseAt: p.datetime(),
    lapsed: p.integer(),
    markServed: p.integer(),
    markAt: p.datetime(),
    updatedAt: p.datetime(),
  }),
});
export type WaitingRoom = InferEntity<typeof WaitingRoomEntity>;

/** That someone's turn came and was taken. */
export const AdmissionEntity = defineEntity({
  name: 'Admission',
  tableName: 'waiting_room_admission',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    eventId: p.uuid(),
    /** The place's number in the order of joining. */
    serial: p.integer(),
    expiresAt: p.datetime(),
    createdAt: p.datetime(),
    /** The cart that it is used for, which may not be written yet. */
    cartId: p.uuid().strictNullable(),
    claimedAt: p.datetime().strictNullable(),
  }),
});

/** How many places a client took lately; the client as a keyed hash. */
export const WaitingRoomClientEntity = defineEntity({
  name: 'WaitingRoomClient',
  tableName: 'waiting_room_client',
  properties: p => ({
    eventId: p.uuid().primary(),
    clientKey: p.text().primary(),
    places: p.integer(),
    since: p.datetime(),
  }),
});
