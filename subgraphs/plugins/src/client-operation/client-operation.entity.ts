import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** An operation that a client runs. Publications of all organizations are checked against it. */
export const ClientOperationEntity = defineEntity({
  name: 'ClientOperation',
  tableName: 'client_operation',
  properties: p => ({
    id: p.uuid().primary(),
    /** Whose client it is; null for one of the server's own, which operators register. */
    ownerOrganizationId: p.uuid().nullable(),
    client: p.text(),
    name: p.text(),
    document: p.text(),
    registeredAt: p.datetime().defaultRaw('now()'),
  }),
});
export type ClientOperation = InferEntity<typeof ClientOperationEntity>;
