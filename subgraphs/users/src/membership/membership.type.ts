import type { Role } from '@ticketbase/kernel';
import { Connection, DateTime, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';
import { RoleType } from './role.type.ts';

@ObjectType('Membership', { description: "A person's place in an organization." })
export class MembershipType {
  @Field(() => ID, { description: 'Its id; pass it to changeMemberRole and removeMember.' })
  id!: string;

  @Field(() => RoleType, { description: 'What the person may do there.' })
  role!: Role;

  @Field(() => DateTime, { description: 'When the person joined.' })
  createdAt!: Date;
}

export const MembershipConnection = Connection(() => MembershipType, 'Membership');
