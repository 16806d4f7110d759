import { DateTime, Field, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';

export const SigningKeyStatus = { CURRENT: 'CURRENT', RETIRED: 'RETIRED', REVOKED: 'REVOKED' } as const;
export type SigningKeyStatus = keyof typeof SigningKeyStatus;

registerEnumType(SigningKeyStatus, {
  name: 'TicketSigningKeyStatus',
  description: 'What a signing key is good for.',
  valuesConfig: {
    CURRENT: { description: 'It signs, and what it signed is good.' },
    RETIRED: { description: 'It signs no more; what it signed is good.' },
    REVOKED: { description: 'What it signed is void: the ticket must be shown anew, or its code typed.' },
  },
});

@ObjectType('TicketSigningKey', { description: "A key that verifies the QR codes of an organization's tickets." })
export class SigningKeyObject {
  @Field(() => String, { description: 'Stands in each QR code that it signed: eight hexadecimal digits.' })
  id!: string;

  @Field(() => String, { description: 'The signature scheme: Ed25519.' })
  algorithm!: string;

  @Field(() => String, { description: 'The public key: 32 bytes as base64url, the `x` of its JWK.' })
  publicKey!: string;

  @Field(() => SigningKeyStatus, { description: 'What it is good for.' })
  status!: SigningKeyStatus;

  @Field(() => DateTime, { description: 'Since when it signs.' })
  validFrom!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Since when it signs no more.' })
  retiredAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Since when what it signed is void.' })
  revokedAt!: Date | null;
}
