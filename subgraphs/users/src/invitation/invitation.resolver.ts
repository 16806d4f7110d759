import { Access, Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from '@ticketbase/subgraph-kit/graphql';
import { AuthTokensType } from '../auth/auth.type.ts';
import { handOver } from '../auth/refresh-cookie.ts';
import type { UsersContext } from '../context.ts';
import { OrganizationType } from '../organization/organization.type.ts';
import type { Invitation } from './invitation.entity.ts';
import { AcceptInvitationInputType, InviteMemberInputType } from './invitation.input.ts';
import { InvitationPreviewType, InvitationType } from './invitation.type.ts';

@Resolver(() => InvitationType)
export class InvitationResolver {
  @Access('members:manage')
  @Query(() => [InvitationType], { description: "The organization's open invitations, newest first." })
  invitations(@Ctx() { invitations }: UsersContext) {
    return invitations.list();
  }

  @Access('public')
  @Query(() => InvitationPreviewType, {
    nullable: true,
    description: 'What an invitation offers; null if it is no longer open.',
  })
  invitation(
    @Arg('token', () => String, { description: 'From the mail.' }) token: string,
    @Ctx() { invitations }: UsersContext,
  ) {
    return invitations.findByToken(token);
  }

  @Access('members:manage')
  @Mutation(() => InvitationType, {
    description: 'Sends an invitation, good for seven days. One that was open for the same address ends.',
  })
  inviteMember(
    @Arg('input', () => InviteMemberInputType, { description: 'Whom, and as what.' }) input: InviteMemberInputType,
    @Ctx() { invitations }: UsersContext,
  ) {
    return invitations.invite(input);
  }

  @Access('members:manage')
  @Mutation(() => Boolean, { description: 'Withdraws an open invitation.' })
  revokeInvitation(
    @Arg('id', () => ID, { description: 'The invitation’s id.' }) id: string,
    @Ctx() { invitations }: UsersContext,
  ) {
    return invitations.revoke(id);
  }

  @Access('public')
  @Mutation(() => AuthTokensType, {
    description:
      'Joins the organization that an invitation offers, and signs in there. With an account at the invited address: sign in first, or give its password.',
  })
  async acceptInvitation(
    @Arg('token', () => String, { description: 'From the mail.' }) token: string,
    @Arg('input', () => AcceptInvitationInputType, { description: 'Who joins.' }) input: AcceptInvitationInputType,
    @Ctx() context: UsersContext,
  ) {
    return handOver(context, await context.invitations.accept(token, input));
  }
}

@Resolver(() => InvitationPreviewType)
export class InvitationPreviewResolver {
  @FieldResolver(() => OrganizationType, { description: 'The organization to join.' })
  organization(@Root() invitation: Invitation, @Ctx() { organizations }: UsersContext) {
    return organizations.find(invitation.organizationId);
  }
}
