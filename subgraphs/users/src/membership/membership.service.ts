import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { domainEvent, isId, NotFoundError, newId, ROLE_SCOPES, ROLES, type Role, Viewer } from '@ticketbase/kernel';
import { type Page, paginate, recordEvents } from '@ticketbase/subgraph-kit';
import type { ConnectionArgs } from '@ticketbase/subgraph-kit/graphql';
import DataLoader from 'dataloader';
import type { ApiTokenService } from '../api-token/api-token.service.ts';
import { OrganizationEntity } from '../organization/organization.entity.ts';
import type { OrganizationService } from '../organization/organization.service.ts';
import type { RequestScope } from '../request-scope.ts';
import type { SessionService } from '../session/session.service.ts';
import { FormerMemberEntity, type Membership, MembershipEntity } from './membership.entity.ts';
import { InvalidRoleChangeError } from './membership.errors.ts';
import { canHandle, keepsAnOwner } from './membership.policy.ts';

/** Who belongs to which organization, and as what. */
export class MembershipService {
  private readonly scope: RequestScope;
  private readonly sessions: SessionService;
  private readonly organizations: OrganizationService;
  private readonly apiTokens: ApiTokenService;
  private readonly byUser = new DataLoader<string, Membership[]>(ids => this.loadByUser(ids));

  constructor(
    scope: RequestScope,
    sessions: SessionService,
    organizations: OrganizationService,
    apiTokens: ApiTokenService,
  ) {
    this.scope = scope;
    this.sessions = sessions;
    this.organizations = organizations;
    this.apiTokens = apiTokens;
  }

  /** A page of an organization's people, oldest first. Throws FORBIDDEN. */
  async ofOrganization(organizationId: string, page: ConnectionArgs): Promise<Page<Membership>> {
    this.organizations.requireInside(organizationId);
    return paginate(this.scope.em, MembershipEntity, page, {
      where: { organizationId },
      orderBy: { id: 'asc' },
    });
  }

  /** A person's memberships: all for the person, else the one in the viewer's organization. */
  ofUser(userId: string): Promise<Membership[]> {
    return this.byUser.load(userId);
  }

  /** The people of the viewer's organization who hold a scope there; all of them if none is named. */
  async holders(scope: string | null | undefined): Promise<Membership[]> {
    const organizationId = this.scope.viewer.requireOrganization();
    const roles = ROLES.filter(role => scope == null || (ROLE_SCOPES[role] as readonly string[]).includes(scope));
    const where = { organizationId, role: { $in: roles } };
    return this.scope.em.find(MembershipEntity, where, { orderBy: { id: 'asc' } });
  }

  /** Gives a member another role. Throws NOT_FOUND, INVALID_ROLE_CHANGE. */
  async changeRole(membershipId: string, role: Role): Promise<Membership> {
    await this.sessions.requireLive();
    const { viewer, requestId } = this.scope;
    const organizationId = viewer.require('members:manage');
    return this.scope.em.transactional(async em => {
      const { membership, actor } = await this.lockMember(em, organizationId, membershipId);
      const previousRole = membership.role;
      if (!canHandle(actor, previousRole) || !canHandle(actor, role))
        throw new InvalidRoleChangeError('ABOVE_OWN_ROLE');
      await this.requireOwnerAfter(em, membership, role);
      if (role === previousRole) return membership;
      membership.role = role;
      await em.flush();
      const payload = { userId: membership.userId, role, previousRole };
      await recordEvents(em, domainEvent('member.role_changed', payload, { viewer, requestId }));
      return membership;
    });
  }

  /** Removes a member, or lets the viewer leave. Throws NOT_FOUND, FORBIDDEN, INVALID_ROLE_CHANGE. */
  async remove(membershipId: string): Promise<boolean> {
    await this.sessions.requireLive();
    const { viewer, requestId } = this.scope;
    const organizationId = viewer.requireOrganization();
    await this.scope.em.transactional(async em => {
      const { membership, actor } = await this.lockMember(em, organizationId, membershipId);
      const { userId } = membership;
      if (userId !== viewer.userId) {
        viewer.require('members:manage');
        if (!canHandle(actor, membership.role)) throw new InvalidRoleChangeError('ABOVE_OWN_ROLE');
      }
      await this.requireOwnerAfter(em, membership, null);
      await em.remove(membership).flush();
      await em.upsert(FormerMemberEntity, { organizationId, userId, leftAt: new Date() });
      await this.sessions.end(em, { user_id: userId, organization_id: organizationId }, 'member-removed');
      await em.execute(
        `update invitation set revoked_at = now()
          where organization_id = ? and invited_by = ? and accepted_at is null and revoked_at is null`,
        [organizationId, userId],
      );
      await this.apiTokens.revokeAllOf(em, userId);
      await recordEvents(em, domainEvent('member.removed', { userId }, { viewer, requestId }));
    });
    return true;
  }

  /** Makes someone a member in the given transaction, and says whether they were not before. */
  async join(em: EntityManager, organizationId: string, userId: string, role: Role): Promise<boolean> {
    const joined = await em.execute(
      `insert into membership (id, organization_id, user_id, role) values (?, ?, ?, ?)
       on conflict (organization_id, user_id) do nothing returning id`,
      [newId(), organizationId, userId, role],
    );
    await em.execute('delete from former_member where organization_id = ? and user_id = ?', [organizationId, userId]);
    return joined.length > 0;
  }

  /**
   * Locks the organization, so that two changes to its members follow one another, and reads the member and the role
   * that the viewer has now. Throws NOT_FOUND.
   */
  private async lockMember(em: EntityManager, organizationId: string, membershipId: string) {
    await em.findOne(OrganizationEntity, { id: organizationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const membership = isId(membershipId) ? await em.findOne(MembershipEntity, { id: membershipId }) : null;
    if (!membership) throw new NotFoundError('The member');
    return { membership, actor: await this.currentActor(em, organizationId) };
  }

  private async currentActor(em: EntityManager, organizationId: string): Promise<Viewer> {
    const { identity } = this.scope.viewer;
    if (identity.kind !== 'user') return this.scope.viewer;
    const own = await em.findOne(MembershipEntity, { organizationId, userId: identity.userId });
    if (!own) throw new NotFoundError('The organization');
    return new Viewer({ ...identity, role: own.role, scopes: ROLE_SCOPES[own.role] });
  }

  private async requireOwnerAfter(em: EntityManager, membership: Membership, next: Role | null): Promise<void> {
    const { organizationId, role } = membership;
    const owners = role === 'OWNER' ? await em.count(MembershipEntity, { organizationId, role: 'OWNER' }) : 0;
    if (!keepsAnOwner(role, next, owners)) throw new InvalidRoleChangeError('LAST_OWNER');
  }

  private async loadByUser(userIds: readonly string[]): Promise<Membership[][]> {
    const { em, viewer } = this.scope;
    const [own, colleagues] = [userIds.filter(id => id === viewer.userId), userIds.filter(id => id !== viewer.userId)];
    const orderBy = { id: 'asc' } as const;
    const pages = await Promise.all([
      // The viewer's own memberships are theirs in whichever organization they are.
      own.length > 0
        ? em.find(MembershipEntity, { userId: { $in: own } }, { orderBy, filters: { tenant: false } })
        : [],
      colleagues.length > 0 ? em.find(MembershipEntity, { userId: { $in: colleagues } }, { orderBy }) : [],
    ]);
    const found = Map.groupBy(pages.flat(), membership => membership.userId);
    return userIds.map(id => found.get(id) ?? []);
  }
}
