import type { Logger, SubgraphRequest } from '@ticketbase/kernel';
import type { Database, EncryptionKeys, RequestContext } from '@ticketbase/subgraph-kit';
import { ApiTokenService } from './api-token/api-token.service.ts';
import type { AccessTokens } from './auth/access-tokens.ts';
import { AttemptThrottle } from './auth/attempt-throttle.ts';
import { AuthService } from './auth/auth.service.ts';
import { LoginFailures } from './auth/login-failures.ts';
import { InvitationService } from './invitation/invitation.service.ts';
import { MembershipService } from './membership/membership.service.ts';
import { OrganizationService } from './organization/organization.service.ts';
import { PasswordResetService } from './password-reset/password-reset.service.ts';
import type { RequestScope } from './request-scope.ts';
import { SessionService } from './session/session.service.ts';
import { TwoFactorService } from './two-factor/two-factor.service.ts';
import { AccountService } from './user/account.service.ts';
import { UserService } from './user/user.service.ts';

/** What lives as long as the subgraph. */
export interface UsersPlatform {
  readonly database: Database;
  readonly accessTokens: AccessTokens;
  readonly encryptionKeys: EncryptionKeys;
  readonly logger: Logger;
}

/** The services of one request, as resolvers find them. */
export interface UsersServices {
  readonly users: UserService;
  readonly organizations: OrganizationService;
  readonly memberships: MembershipService;
  readonly invitations: InvitationService;
  readonly sessions: SessionService;
  readonly apiTokens: ApiTokenService;
  readonly auth: AuthService;
  readonly twoFactor: TwoFactorService;
  readonly passwordResets: PasswordResetService;
}

export type UsersContext = RequestContext & UsersServices;

/** Makes the services of one request. */
export function createServices(platform: UsersPlatform, request: SubgraphRequest): UsersServices {
  const { database, accessTokens, encryptionKeys, logger } = platform;
  const { viewer, requestId, client = {} } = request;
  const scope: RequestScope = { em: database.fork(viewer), viewer, requestId, client };
  const throttle = new AttemptThrottle(scope.em);
  const failures = new LoginFailures(scope.em, client.ip);
  const accounts = new AccountService(scope);
  const sessions = new SessionService(scope, accessTokens, logger);
  const users = new UserService(scope, sessions);
  const organizations = new OrganizationService(scope, sessions);
  const apiTokens = new ApiTokenService(scope, sessions, accessTokens);
  const memberships = new MembershipService(scope, sessions, organizations, apiTokens);
  const twoFactor = new TwoFactorService(scope, { sessions, accounts, throttle, encryptionKeys });
  const auth = new AuthService(scope, {
    accounts,
    throttle,
    failures,
    sessions,
    twoFactor,
    organizations,
    memberships,
  });
  const invitations = new InvitationService(scope, { sessions, accounts, memberships, auth });
  const passwordResets = new PasswordResetService(scope, accounts, sessions, throttle);
  return { users, organizations, memberships, invitations, sessions, apiTokens, auth, twoFactor, passwordResets };
}
