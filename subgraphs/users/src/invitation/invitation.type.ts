import type { Role } from '@ticketbase/kernel';
import { DateTime, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';
import { RoleType } from '../membership/role.type.ts';

@ObjectType('Invitation', { description: 'An open offer to join the organization, sent by mail.' })
export class InvitationType {
  @Field(() => ID, { description: 'Its id; pass it to revokeInvitation.' })
  id!: string;

  @Field(() => String, { description: 'The address that it was sent to.' })
  email!: string;

  @Field(() => RoleType, { description: 'The role that it leads to.' })
  role!: Role;

  @Field(() => DateTime, { description: 'When it was sent.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'Until when it can be taken up.' })
  expiresAt!: Date;
}

@ObjectType('InvitationPreview', { description: 'What someone who was invited sees before taking the invitation up.' })
export class InvitationPreviewType {
  @Field(() => String, { description: 'The address that was invited.' })
  email!: string;

  @Field(() => RoleType, { description: 'The role that it leads to.' })
  role!: Role;

  @Field(() => DateTime, { description: 'Until when it can be taken up.' })
  expiresAt!: Date;
}
