import { Field, ObjectType } from '@ticketbase/subgraph-kit/graphql';

@ObjectType('TwoFactorSetup', { description: 'What an authenticator app needs; confirm it with a code.' })
export class TwoFactorSetupType {
  @Field(() => String, { description: 'The secret in base32, to be typed in.' })
  secret!: string;

  @Field(() => String, { description: 'The same as an otpauth:// address, to be shown as a QR code.' })
  otpauthUrl!: string;
}

@ObjectType('RecoveryCodes', { description: 'Codes for whoever has lost the authenticator. Shown once.' })
export class RecoveryCodesType {
  @Field(() => [String], { description: 'Each works once in place of a code.' })
  codes!: string[];
}
