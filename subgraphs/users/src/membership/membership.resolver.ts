import type { Role } from '@ticketbase/kernel';
import { ROLE_SCOPES } from '@ticketbase/kernel';
import { Access, Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from '@ticketbase/subgraph-kit/graphql';
import type { UsersContext } from '../context.ts';
import { OrganizationType } from '../organization/organization.type.ts';
import { UserType } from '../user/user.type.ts';
import type { Membership } from './membership.entity.ts';
import { MembershipType } from './membership.type.ts';
import { RoleType } from './role.type.ts';

@Resolver(() => MembershipType)
export class MembershipResolver {
  @FieldResolver(() => UserType, { description: 'Who it is.' })
  user(@Root() membership: Membership, @Ctx() { users }: UsersContext) {
    return users.find(membership.userId);
  }

  @FieldResolver(() => OrganizationType, { description: 'Where it is.' })
  organization(@Root() membership: Membership, @Ctx() { organizations }: UsersContext) {
    return organizations.find(membership.organizationId);
  }

  @FieldResolver(() => [String], { description: 'What the role allows, e.g. `events:write`.' })
  scopes(@Root() membership: Membership) {
    return ROLE_SCOPES[membership.role];
  }

  @Access('members:manage')
  @Mutation(() => MembershipType, {
    description:
      'Gives a member another role. Access tokens that carry the old one change nothing from then on, and expire within 15 minutes.',
  })
  changeMemberRole(
    @Arg('membershipId', () => ID, { description: 'The membership’s id.' }) membershipId: string,
    @Arg('role', () => RoleType, { description: 'The new role, no higher than the viewer’s own.' }) role: Role,
    @Ctx() { memberships }: UsersContext,
  ) {
    return memberships.changeRole(membershipId, role);
  }

  @Access('authenticated')
  @Mutation(() => Boolean, {
    description:
      'Removes a member, with their sessions, API tokens and open invitations in the organization. Members may remove themselves; others need `members:manage`.',
  })
  removeMember(
    @Arg('membershipId', () => ID, { description: 'The membership’s id.' }) membershipId: string,
    @Ctx() { memberships }: UsersContext,
  ) {
    return memberships.remove(membershipId);
  }

  @Access('service')
  @Query(() => [UserType], { description: "The people of the command's organization who hold a scope there." })
  async organizationMembersForService(
    @Arg('scope', () => String, { nullable: true, description: 'Such as `orders:read`; everyone if absent.' })
    scope: string | null,
    @Ctx() { memberships, users }: UsersContext,
  ) {
    const holders = await memberships.holders(scope);
    return users.findMany(holders.map(({ userId }) => userId));
  }
}
