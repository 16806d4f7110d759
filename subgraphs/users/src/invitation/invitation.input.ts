import type { Role } from '@ticketbase/kernel';
import { Field, InputType } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { RoleType } from '../membership/role.type.ts';
import { emailSchema, nameSchema } from '../user/user.input.ts';

@InputType('InviteMemberInput', { description: 'Whom to invite, and as what.' })
export class InviteMemberInputType {
  @Field(() => String, { description: 'Where the invitation is sent.' })
  email!: string;

  @Field(() => RoleType, { description: 'No higher than the viewer’s own role.' })
  role!: Role;

  @Field(() => String, { nullable: true, description: 'The same key and input give the first result again.' })
  idempotencyKey?: string | null;
}

@InputType('AcceptInvitationInput', { description: 'Who takes the invitation up.' })
export class AcceptInvitationInputType {
  @Field(() => String, { nullable: true, description: 'How the person is called; needed for a new account.' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The password of the new or existing account; not needed when signed in with the invited address.',
  })
  password?: string | null;
}

export const inviteMemberSchema = z.object({ email: emailSchema });

export const newMemberSchema = z.object({
  name: z.string({ error: 'Is needed for a new account.' }).pipe(nameSchema),
  password: z.string({ error: 'Is needed for a new account.' }),
});
