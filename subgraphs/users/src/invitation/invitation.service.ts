import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { domainEvent, hashSecret, isId, NotFoundError, newId, newSecret, Viewer } from '@ticketbase/kernel';
import { idempotent, parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import type { AuthService } from '../auth/auth.service.ts';
import { AlreadyMemberError, InvalidRoleChangeError } from '../membership/membership.errors.ts';
import { canHandle } from '../membership/membership.policy.ts';
import type { MembershipService } from '../membership/membership.service.ts';
import { OrganizationEntity } from '../organization/organization.entity.ts';
import type { RequestScope } from '../request-scope.ts';
import type { IssuedTokens, SessionService } from '../session/session.service.ts';
import type { AccountService } from '../user/account.service.ts';
import type { User } from '../user/user.entity.ts';
import { type Invitation, InvitationEntity } from './invitation.entity.ts';
import { InvitationInvalidError, SignInRequiredError } from './invitation.errors.ts';
import {
  type AcceptInvitationInputType,
  type InviteMemberInputType,
  inviteMemberSchema,
  newMemberSchema,
} from './invitation.input.ts';

/** Seconds that an invitation is good for. */
const LIFETIME = 7 * 24 * 60 * 60;

/** Who takes an invitation up: someone with an account, or someone who gets one. */
type Joiner = { readonly existing: User } | { readonly name: string; readonly passwordHash: string };

/** Offers to join an organization. */
export class InvitationService {
  private readonly scope: RequestScope;
  private readonly sessions: SessionService;
  private readonly accounts: AccountService;
  private readonly memberships: MembershipService;
  private readonly auth: AuthService;

  constructor(
    scope: RequestScope,
    services: { sessions: SessionService; accounts: AccountService; memberships: MembershipService; auth: AuthService },
  ) {
    this.scope = scope;
    this.sessions = services.sessions;
    this.accounts = services.accounts;
    this.memberships = services.memberships;
    this.auth = services.auth;
  }

  /** The organization's open invitations, newest first. */
  async list(): Promise<Invitation[]> {
    const organizationId = this.scope.viewer.require('members:manage');
    return this.scope.em.find(
      InvitationEntity,
      { organizationId, acceptedAt: null, revokedAt: null, expiresAt: { $gt: new Date() } },
      { orderBy: { createdAt: 'desc', id: 'desc' } },
    );
  }

  /** Invites someone; an earlier open invitation of theirs ends. Throws INVALID_ROLE_CHANGE, ALREADY_MEMBER. */
  async invite(input: InviteMemberInputType): Promise<Invitation> {
    await this.sessions.requireLive();
    const { em, viewer } = this.scope;
    const organizationId = viewer.require('members:manage');
    const { email } = parseInput(inviteMemberSchema, input);
    const { role, idempotencyKey: key } = input;
    if (!canHandle(viewer, role)) throw new InvalidRoleChangeError('ABOVE_OWN_ROLE');
    const insert = (tx: EntityManager) => this.insert(tx, { organizationId, email, role });
    const call = { owner: organizationId, operation: 'inviteMember', input: { email, role } };
    const id = key ? await idempotent(em, { ...call, key }, insert) : await em.transactional(insert);
    return em.findOneOrFail(InvitationEntity, { id });
  }

  /** Withdraws an open invitation. Throws NOT_FOUND. */
  async revoke(id: string): Promise<boolean> {
    await this.sessions.requireLive();
    const { em, viewer, requestId } = this.scope;
    const organizationId = viewer.require('members:manage');
    if (!isId(id)) throw new NotFoundError('The invitation');
    await em.transactional(async tx => {
      const [revoked] = await tx.execute<Pick<Invitation, 'email' | 'role'>[]>(
        `update invitation set revoked_at = now()
          where id = ? and organization_id = ? and accepted_at is null and revoked_at is null returning email, role`,
        [id, organizationId],
      );
      if (!revoked) throw new NotFoundError('The invitation');
      const payload = { invitationId: id, ...revoked };
      await recordEvents(tx, domainEvent('member.invitation_revoked', payload, { viewer, requestId }));
    });
    return true;
  }

  /** The open invitation that a token stands for; null if there is none. */
  findByToken(token: string, em: EntityManager = this.scope.em): Promise<Invitation | null> {
    // Whoever holds the token was invited, from whichever organization.
    return em.findOne(
      InvitationEntity,
      { tokenHash: hashSecret(token), acceptedAt: null, revokedAt: null, expiresAt: { $gt: new Date() } },
      { filters: { tenant: false } },
    );
  }

  /**
   * Joins the organization, with a new account or an existing one, and signs in there.
   * Throws INVITATION_INVALID, BAD_USER_INPUT, INVALID_CREDENTIALS, SIGN_IN_REQUIRED.
   */
  async accept(token: string, input: AcceptInvitationInputType): Promise<IssuedTokens> {
    const invitation = await this.findByToken(token);
    if (!invitation) throw new InvitationInvalidError();
    const joiner = await this.identify(invitation.email, input);
    return this.scope.em.transactional(async em => {
      const taken = await em.execute(
        `update invitation set accepted_at = now()
          where id = ? and accepted_at is null and revoked_at is null returning id`,
        [invitation.id],
      );
      if (taken.length === 0) throw new InvitationInvalidError();
      return this.join(em, invitation, joiner);
    });
  }

  private async join(em: EntityManager, invitation: Invitation, joiner: Joiner): Promise<IssuedTokens> {
    const { organizationId, email, role } = invitation;
    const isNew = !('existing' in joiner);
    const userId = isNew ? (await this.accounts.create(em, { email, ...joiner })).id : joiner.existing.id;
    const joined = await this.memberships.join(em, organizationId, userId, role);
    const { tokens, identity } = await this.sessions.open(em, userId, organizationId);
    const by = { viewer: new Viewer(identity), requestId: this.scope.requestId };
    if (isNew) await recordEvents(em, domainEvent('user.registered', { userId, email, name: joiner.name }, by));
    if (joined) await recordEvents(em, domainEvent('member.joined', { userId, role }, by));
    return tokens;
  }

  private async identify(email: string, input: AcceptInvitationInputType): Promise<Joiner> {
    const existing = await this.accounts.findByEmail(email);
    if (!existing) {
      const { name, password } = parseInput(newMemberSchema, input);
      return { name, passwordHash: await this.accounts.acceptPassword(password, { email, name }, 'input.password') };
    }
    if (this.scope.viewer.userId === existing.id) {
      await this.sessions.requireLive();
      return { existing };
    }
    // A password alone must not open an account that asks for a second factor.
    if (existing.twoFactorEnabled || !input.password) throw new SignInRequiredError();
    return { existing: await this.auth.proveIdentity(email, input.password) };
  }

  private async insert(
    em: EntityManager,
    { organizationId, email, role }: Pick<Invitation, 'organizationId' | 'email' | 'role'>,
  ): Promise<string> {
    const { viewer, requestId } = this.scope;
    const organization = await em.findOneOrFail(
      OrganizationEntity,
      { id: organizationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const members = await em.execute(
      'select 1 from membership m join "user" u on u.id = m.user_id where m.organization_id = ? and u.email = ?',
      [organizationId, email],
    );
    if (members.length > 0) throw new AlreadyMemberError();
    await em.execute(
      `update invitation set revoked_at = now()
        where organization_id = ? and email = ? and accepted_at is null and revoked_at is null`,
      [organizationId, email],
    );
    const [id, invitationToken] = [newId(), newSecret()];
    await em.insert(InvitationEntity, {
      id,
      organizationId,
      email,
      role,
      tokenHash: hashSecret(invitationToken),
      invitedBy: viewer.userId,
      expiresAt: new Date(Date.now() + LIFETIME * 1000),
    });
    const payload = { invitationId: id, email, role, organizationName: organization.name, invitationToken };
    await recordEvents(em, domainEvent('member.invited', payload, { viewer, requestId }));
    return id;
  }
}
