import { isScope, type Scope } from '@ticketbase/kernel';
import { DateTime, Field, InputType } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { nameSchema } from '../user/user.input.ts';

@InputType('CreateApiTokenInput', { description: 'A new API token.' })
export class CreateApiTokenInputType {
  @Field(() => String, { description: 'What it is for, 1 to 100 characters.' })
  name!: string;

  @Field(() => [String], { description: 'What it allows, e.g. `events:read`; nothing that its creator may not do.' })
  scopes!: string[];

  @Field(() => DateTime, { nullable: true, description: 'When it ends; absent for never.' })
  expiresAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'The same key and input make no second token.' })
  idempotencyKey?: string | null;
}

/** Scopes that exist, each once. */
export const scopesSchema = z
  .array(
    z
      .string()
      .refine(isScope, 'Is not a scope.')
      .transform(scope => scope as Scope),
  )
  .transform(scopes => [...new Set(scopes)]);

export const createApiTokenSchema = z.object({
  name: nameSchema,
  scopes: scopesSchema.refine(scopes => scopes.length > 0, 'Name at least one scope.'),
  expiresAt: z
    .date()
    .refine(time => time.getTime() > Date.now(), 'Must lie in the future.')
    .nullish(),
});
