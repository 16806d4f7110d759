import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** A pair of keys that signs an organization's tickets: the one that is not retired. */
export const SigningKeyEntity = defineEntity({
  name: 'TicketSigningKey',
  tableName: 'ticket_signing_key',
  properties: p => ({
    /** Eight hexadecimal digits. */
    id: p.text().primary(),
    organizationId: p.uuid(),
    /** 32 bytes as base64url. */
    publicKey: p.text(),
    /** Encrypted PKCS #8. */
    privateKey: p.text().lazy(),
    createdAt: p.datetime(),
    /** Since then it signs nothing; what it signed stays good. */
    retiredAt: p.datetime().strictNullable(),
    /** Since then what it signed is void. */
    revokedAt: p.datetime().strictNullable(),
  }),
});
export type SigningKey = InferEntity<typeof SigningKeyEntity>;
