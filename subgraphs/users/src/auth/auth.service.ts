import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, NotFoundError, Viewer } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import type { MembershipService } from '../membership/membership.service.ts';
import type { OrganizationService } from '../organization/organization.service.ts';
import type { RequestScope } from '../request-scope.ts';
import type { IssuedTokens, SessionService } from '../session/session.service.ts';
import type { TwoFactorService } from '../two-factor/two-factor.service.ts';
import type { AccountService } from '../user/account.service.ts';
import type { User } from '../user/user.entity.ts';
import type { AttemptThrottle } from './attempt-throttle.ts';
import { InvalidCredentialsError, NoOrganizationError } from './auth.errors.ts';
import { type RegisterInputType, registerSchema } from './auth.input.ts';
import type { LoginFailures } from './login-failures.ts';
import { verifyPassword } from './password-hash.ts';
import { authenticate, localStrategy } from './strategies.ts';

/** Signing up and signing in. */
export class AuthService {
  private readonly scope: RequestScope;
  private readonly accounts: AccountService;
  private readonly throttle: AttemptThrottle;
  private readonly failures: LoginFailures;
  private readonly sessions: SessionService;
  private readonly twoFactor: TwoFactorService;
  private readonly organizations: OrganizationService;
  private readonly memberships: MembershipService;

  constructor(
    scope: RequestScope,
    services: {
      accounts: AccountService;
      throttle: AttemptThrottle;
      failures: LoginFailures;
      sessions: SessionService;
      twoFactor: TwoFactorService;
      organizations: OrganizationService;
      memberships: MembershipService;
    },
  ) {
    this.scope = scope;
    this.accounts = services.accounts;
    this.throttle = services.throttle;
    this.failures = services.failures;
    this.sessions = services.sessions;
    this.twoFactor = services.twoFactor;
    this.organizations = services.organizations;
    this.memberships = services.memberships;
  }

  /**
   * Makes an account, its organization and its ownership of that, and signs in: all of it or nothing.
   * Throws BAD_USER_INPUT, EMAIL_TAKEN.
   */
  async register(input: RegisterInputType): Promise<IssuedTokens> {
    const { name, email, password, organizationName } = parseInput(registerSchema, input);
    const passwordHash = await this.accounts.acceptPassword(password, { email, name }, 'input.password');
    return this.scope.em.transactional(async em => {
      const user = await this.accounts.create(em, { email, name, passwordHash });
      const organization = await this.organizations.create(em, organizationName);
      await this.memberships.join(em, organization.id, user.id, 'OWNER');
      const { tokens, identity } = await this.sessions.open(em, user.id, organization.id);
      const by = { viewer: new Viewer(identity), requestId: this.scope.requestId };
      await recordEvents(em, domainEvent('user.registered', { userId: user.id, email, name }, by));
      return tokens;
    });
  }

  /**
   * Signs in with a password, or asks for the second factor. The answer to a wrong password and to an unknown address
   * is one and the same, after the same work. Throws INVALID_CREDENTIALS, TOO_MANY_ATTEMPTS, NO_ORGANIZATION.
   */
  async login(email: string, password: string): Promise<IssuedTokens | { challengeToken: string }> {
    const user = await this.proveIdentity(email, password);
    if (user.twoFactorEnabled) return this.twoFactor.challenge(user.id);
    return this.scope.em.transactional(em => this.enter(em, user.id));
  }

  /** Signs in with a code, after a right password. Throws CHALLENGE_EXPIRED, INVALID_TWO_FACTOR_CODE. */
  async completeTwoFactorLogin(challengeToken: string, code: string): Promise<IssuedTokens> {
    return this.twoFactor.complete(challengeToken, code, (em, userId) => this.enter(em, userId));
  }

  /** Whom an address and a password belong to. Throws INVALID_CREDENTIALS, TOO_MANY_ATTEMPTS. */
  async proveIdentity(address: string, password: string): Promise<User> {
    const email = address.trim().toLowerCase();
    await this.failures.begin();
    await this.throttle.begin({ email });
    const strategy = localStrategy((given, secret) => this.check(given, secret));
    const user = await authenticate<User>(strategy, { email, password });
    if (!user) throw new InvalidCredentialsError();
    await this.throttle.clear({ email });
    await this.failures.forgive();
    return user;
  }

  /** Sets a new password for the viewer, and ends their other sessions. Throws INVALID_CREDENTIALS, BAD_USER_INPUT. */
  async changePassword(currentPassword: string, newPassword: string): Promise<boolean> {
    await this.sessions.requireLive();
    const { identity } = this.scope.viewer;
    const account = identity.kind === 'user' ? await this.accounts.findById(identity.userId) : null;
    if (!account || identity.kind !== 'user') throw new NotFoundError('The account');
    await this.proveIdentity(account.email, currentPassword);
    const passwordHash = await this.accounts.acceptPassword(newPassword, account, 'newPassword');
    await this.scope.em.transactional(async em => {
      await this.accounts.setPassword(em, account.id, passwordHash);
      await this.sessions.endAll(em, account.id, 'password-changed', identity.sessionId);
      await recordEvents(em, domainEvent('user.password_changed', { userId: account.id }, this.scope));
    });
    return true;
  }

  private async check(email: string, password: string): Promise<User | undefined> {
    const user = await this.accounts.findByEmail(email);
    const matches = await verifyPassword(user?.passwordHash, password);
    return user && matches ? user : undefined;
  }

  private async enter(em: EntityManager, userId: string): Promise<IssuedTokens> {
    const organizationId = await this.sessions.homeOrganization(em, userId);
    if (organizationId === null) throw new NoOrganizationError();
    const { tokens, identity } = await this.sessions.open(em, userId, organizationId);
    const by = { viewer: new Viewer(identity), requestId: this.scope.requestId };
    await recordEvents(em, domainEvent('user.logged_in', { userId }, by));
    return tokens;
  }
}
