import { isId, NotFoundError } from '@ticketbase/kernel';
import { type Page, paginate, parseInput } from '@ticketbase/subgraph-kit';
import type { ConnectionArgs } from '@ticketbase/subgraph-kit/graphql';
import DataLoader from 'dataloader';
import type { RequestScope } from '../request-scope.ts';
import { admits } from '../ticket/ticket.policy.ts';
import type { SeenTicket } from '../ticket/ticket.service.ts';
import { type Event, EventEntity, EventStatus, EventVisibility } from './event.entity.ts';
import { type EventFilter, eventSearch, type PublicEventFilter } from './event.input.ts';
import { canFindBySlug, canView, canViewInside } from './event.policy.ts';
import { type EventFacets, publicFacets } from './event-facets.ts';
import { narrowedBy } from './event-search.ts';
import type { OrganizationDirectory } from './organization-directory.ts';

const allTenants = { filters: { tenant: false } } as const;

/** An event with how it was reached: through a ticket that admits to it, or in any other way. */
export interface SeenEvent extends Readonly<Event> {
  readonly admitted?: true;
}

/** Finds events for one request. */
export class EventService {
  private readonly scope: RequestScope;
  private readonly organizations: OrganizationDirectory;

  constructor(scope: RequestScope, organizations: OrganizationDirectory) {
    this.scope = scope;
    this.organizations = organizations;
  }

  private readonly byId = new DataLoader<string, Event | null>(async ids => {
    const where = { id: { $in: ids.filter(isId) } };
    const found = await this.scope.em.find(EventEntity, where, { ...allTenants, refresh: true });
    const byId = new Map(found.map(event => [event.id, event]));
    return ids.map(id => byId.get(id.toLowerCase()) ?? null);
  });

  /** The event, if the viewer may see it. */
  async find(id: string): Promise<Event | null> {
    const event = await this.byId.load(id);
    return event && canView(this.scope.viewer, event) ? event : null;
  }

  /** The event of something that the viewer was found to see: whoever holds a ticket knows what it is for. */
  async of(part: { readonly eventId: string }): Promise<Event> {
    const event = await this.byId.load(part.eventId);
    if (!event) throw new NotFoundError('The event');
    return event;
  }

  /** The event of a ticket, as its holder sees it if the ticket admits to it. */
  async ofTicket(ticket: SeenTicket): Promise<SeenEvent> {
    const event = await this.of(ticket);
    // A copy: the same event may also be reached in other ways within one request.
    return admits(ticket.access, ticket.status) ? { ...event, admitted: true } : event;
  }

  /** Where to join is for the organization, and for those who hold a ticket, to know. */
  onlineUrl(event: SeenEvent): string | null {
    return event.admitted || canViewInside(this.scope.viewer, event) ? event.onlineUrl : null;
  }

  /** The event that a mutation has just made or changed, read anew. */
  reload(id: string): Promise<Event> {
    this.byId.clear(id);
    return this.of({ eventId: id });
  }

  /** Who made an event is for its organization to know. */
  createdBy(event: Event): string | null {
    return canViewInside(this.scope.viewer, event) ? event.createdBy : null;
  }

  /** What of a date was changed apart from its series is for its organization to know. */
  seriesChanged(event: Event): readonly string[] {
    return canViewInside(this.scope.viewer, event) ? event.seriesChanged : [];
  }

  /** The event that a link names: published, and not private. */
  async findPublic(organizationSlug: string, slug: string): Promise<Event | null> {
    const organizationId = await this.organizations.findId(organizationSlug, this.scope.requestId);
    if (organizationId === null) return null;
    const event = await this.scope.em.findOne(EventEntity, { organizationId, slug }, allTenants);
    return event && canFindBySlug(event) ? event : null;
  }

  /** The events of the viewer's organization, latest start first. */
  async list(given: EventFilter | null | undefined, args: ConnectionArgs): Promise<Page<Event>> {
    const conditions = narrowedBy(parseInput(eventSearch, given, 'filter'));
    return paginate(this.scope.em, EventEntity, args, {
      where: { $and: conditions },
      orderBy: { startsAt: 'desc', id: 'desc' },
    });
  }

  /** What anyone can find: published and public, of one organization or of all, next start first. */
  async listPublic(
    organizationSlug: string | null | undefined,
    given: PublicEventFilter | null | undefined,
    args: ConnectionArgs,
  ): Promise<Page<Event>> {
    const conditions = narrowedBy(parseInput(eventSearch, given, 'filter'));
    conditions.push({ status: EventStatus.PUBLISHED, visibility: EventVisibility.PUBLIC });
    if (organizationSlug != null) {
      const organizationId = await this.organizations.findId(organizationSlug, this.scope.requestId);
      if (organizationId === null) return emptyPage;
      conditions.push({ organizationId });
    }
    return paginate(this.scope.em, EventEntity, args, {
      where: { $and: conditions },
      orderBy: { startsAt: 'asc', id: 'asc' },
      ...allTenants,
    });
  }

  /** What anyone can narrow the public events by, of one organization or of all. */
  async publicFacets(organizationSlug: string | null | undefined): Promise<EventFacets> {
    if (organizationSlug == null) return publicFacets(this.scope.em, null);
    const organizationId = await this.organizations.findId(organizationSlug, this.scope.requestId);
    return organizationId === null ? noFacets : publicFacets(this.scope.em, organizationId);
  }
}

const noFacets: EventFacets = { categories: [], tags: [], cities: [] };

const emptyPage: Page<Event> = {
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  totalCount: async () => 0,
};
