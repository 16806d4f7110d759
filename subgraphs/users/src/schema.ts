import { buildSubgraph, type SubgraphSchema } from '@ticketbase/subgraph-kit';
import { ApiTokenResolver } from './api-token/api-token.resolver.ts';
import { AuthResolver } from './auth/auth.resolver.ts';
import { InvitationPreviewResolver, InvitationResolver } from './invitation/invitation.resolver.ts';
import { MembershipResolver } from './membership/membership.resolver.ts';
import { OrganizationResolver, organizationReferences } from './organization/organization.resolver.ts';
import { SessionResolver } from './session/session.resolver.ts';
import { TwoFactorResolver } from './two-factor/two-factor.resolver.ts';
import { UserResolver, userReferences } from './user/user.resolver.ts';

/** The users subgraph's schema; needs no database. */
export const usersSchema: SubgraphSchema = buildSubgraph({
  name: 'users',
  resolvers: [
    UserResolver,
    OrganizationResolver,
    MembershipResolver,
    InvitationResolver,
    InvitationPreviewResolver,
    SessionResolver,
    AuthResolver,
    TwoFactorResolver,
    ApiTokenResolver,
  ],
  references: { ...userReferences, ...organizationReferences },
});
