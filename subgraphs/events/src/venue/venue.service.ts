import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '@ticketbase/kernel';
import { type Page, paginate } from '@ticketbase/subgraph-kit';
import type { ConnectionArgs } from '@ticketbase/subgraph-kit/graphql';
import DataLoader from 'dataloader';
import type { VenueValues } from '../event/event.input.ts';
import type { RequestScope } from '../request-scope.ts';
import { type Venue, VenueEntity } from './venue.entity.ts';

/** Places. A venue is seen with the event that is held there, so that it has no policy of its own. */
export class VenueService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  private readonly byId = new DataLoader<string, Venue | null>(async ids => {
    const found = await this.scope.em.find(VenueEntity, { id: { $in: [...ids] } }, { filters: { tenant: false } });
    const byId = new Map(found.map(venue => [venue.id, venue]));
    return ids.map(id => byId.get(id) ?? null);
  });

  /** The place of an event that the viewer sees. */
  ofEvent(event: { readonly venueId: string | null }): Promise<Venue | null> {
    return event.venueId === null ? Promise.resolve(null) : this.byId.load(event.venueId);
  }

  /** The places of the viewer's organization, newest first. */
  list(args: ConnectionArgs): Promise<Page<Venue>> {
    return paginate(this.scope.em, VenueEntity, args, { where: {}, orderBy: { id: 'desc' } });
  }

  /** The id of this place in an organization: of the one that is there, or of a new one. */
  async findOrCreate(tx: EntityManager, organizationId: string, venue: VenueValues): Promise<string> {
    const { name, address = null, city = null, country = null } = venue;
    const [row] = await tx.execute<{ id: string }[]>(
      `insert into venue (id, organization_id, name, address, city, country, created_at)
       values (?, ?, ?, ?, ?, ?, now())
       on conflict on constraint venue_once do update set name = excluded.name
       returning id`,
      [newId(), organizationId, name, address, city, country],
    );
    return row!.id;
  }
}
