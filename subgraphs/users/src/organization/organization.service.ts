import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { BadUserInputError, domainEvent, ForbiddenError, isId, NotFoundError, newId } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import type { RequestScope } from '../request-scope.ts';
import type { SessionService } from '../session/session.service.ts';
import { type Organization, OrganizationEntity } from './organization.entity.ts';
import {
  type UpdateOrganization,
  type UpdateOrganizationInputType,
  updateOrganizationSchema,
} from './organization.input.ts';
import { canSeeInside } from './organization.policy.ts';
import type { OrganizationSettingsType } from './organization.type.ts';
import { slugCandidates } from './slug.ts';

/** Organizations: what the public sees of them, and what their members see and change. */
export class OrganizationService {
  private readonly scope: RequestScope;
  private readonly sessions: SessionService;
  private readonly byId = new DataLoader<string, Organization | null>(ids => this.loadMany(ids));

  constructor(scope: RequestScope, sessions: SessionService) {
    this.scope = scope;
    this.sessions = sessions;
  }

  /** The organization with this id; its public face may be seen by anyone. */
  async find(id: string): Promise<Organization | null> {
    return isId(id) ? this.byId.load(id) : null;
  }

  async findBySlug(slug: string): Promise<Organization | null> {
    return this.scope.em.findOne(OrganizationEntity, { slug });
  }

  /** By id or by slug, one of them. Throws BAD_USER_INPUT for both or none. */
  async findBy({ id, slug }: { id?: string | null; slug?: string | null }): Promise<Organization | null> {
    if ((id == null) === (slug == null)) {
      throw new BadUserInputError([{ path: 'id', message: 'Give the id or the slug, and not both.' }]);
    }
    return id != null ? this.find(id) : this.findBySlug(slug!);
  }

  /** The organization that the viewer acts for; null for guests. */
  async ofViewer(): Promise<Organization | null> {
    const { organizationId } = this.scope.viewer;
    return organizationId === null ? null : this.find(organizationId);
  }

  /** Throws FORBIDDEN for those who see its public face only. */
  settings(organization: Organization): OrganizationSettingsType {
    this.requireInside(organization.id);
    const { currency, timeZone, locale, holdMinutes, supportEmail, billing } = organization;
    return { currency, timeZone, locale, holdMinutes, supportEmail, billing };
  }

  /** Throws FORBIDDEN unless the viewer may see the organization from inside. */
  requireInside(organizationId: string): void {
    if (!canSeeInside(this.scope.viewer, organizationId)) throw new ForbiddenError('organization:read');
  }

  /** Makes an organization in the given transaction, with a slug that follows from its name. */
  async create(em: EntityManager, name: string): Promise<{ id: string; slug: string }> {
    const id = newId();
    for (const slug of slugCandidates(name)) {
      const inserted = await em.execute(
        'insert into organization (id, slug, name) values (?, ?, ?) on conflict (slug) do nothing returning id',
        [id, slug, name],
      );
      if (inserted.length > 0) return { id, slug };
    }
    throw new Error('There is always another slug.');
  }

  /** Changes the viewer's organization. Throws BAD_USER_INPUT. */
  async update(input: UpdateOrganizationInputType): Promise<Organization> {
    await this.sessions.requireLive();
    const { em, viewer, requestId } = this.scope;
    const id = viewer.require('organization:write');
    const change = parseInput(updateOrganizationSchema, input);
    return em.transactional(async tx => {
      const organization = await tx.findOne(OrganizationEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!organization) throw new NotFoundError('The organization');
      const changed = apply(organization, change);
      await tx.flush();
      if (changed.length > 0) {
        await recordEvents(tx, domainEvent('organization.updated', { changed }, { viewer, requestId }));
      }
      return organization;
    });
  }

  private async loadMany(ids: readonly string[]): Promise<(Organization | null)[]> {
    const organizations = await this.scope.em.find(OrganizationEntity, { id: { $in: [...ids] } });
    const found = new Map(organizations.map(organization => [organization.id, organization]));
    return ids.map(id => found.get(id) ?? null);
  }
}

/** Sets what is given, and names what is thereby different. */
function apply(organization: Organization, { name, logoUrl, settings }: UpdateOrganization): string[] {
  const { billing, ...rest } = settings ?? {};
  const wanted = {
    ...ifPresent({ name, ...rest, supportEmail: undefined }),
    ...(logoUrl === undefined ? {} : { logoUrl }),
    ...(settings?.supportEmail === undefined ? {} : { supportEmail: settings.supportEmail }),
    ...(billing ? { billing: { ...organization.billing, ...billing } } : {}),
  } as Partial<Organization>;
  const changed = Object.entries(wanted).filter(
    ([field, value]) => JSON.stringify(organization[field as keyof Organization]) !== JSON.stringify(value),
  );
  Object.assign(organization, Object.fromEntries(changed));
  return changed.map(([field]) => field);
}

const ifPresent = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null));
