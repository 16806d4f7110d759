import { parseInput } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import { z } from 'zod';
import type { RequestScope } from '../request-scope.ts';
import { type Event, EventEntity, EventStatus } from './event.entity.ts';

/** The most that one field answers. */
const MOST = 50;
const howMany = z.int().min(1, 'Must be at least 1.').max(MOST, `Must be at most ${MOST}.`);

interface Asked {
  readonly organizationId: string;
  readonly first: number;
}

/** What lies ahead of the viewer's organization, for one request. */
export class UpcomingEventsService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  // The tenant's own are all that the viewer may see, so that whoever asks for how many is answered by one statement.
  private readonly asked = new DataLoader<Asked, readonly Event[]>(
    async asked => {
      const now = new Date();
      const found = await this.scope.em.find(
        EventEntity,
        { status: EventStatus.PUBLISHED, endsAt: { $gt: now } },
        { orderBy: { startsAt: 'asc', id: 'asc' }, limit: Math.max(...asked.map(({ first }) => first)) },
      );
      return asked.map(({ organizationId, first }) =>
        found.filter(event => event.organizationId === organizationId).slice(0, first),
      );
    },
    { cache: false },
  );

  /**
   * The published events of the organization that are not over, next start first; none of an organization that is not the
   * viewer's. Throws BAD_USER_INPUT, UNAUTHENTICATED or FORBIDDEN.
   */
  async of(organizationId: string, given: number): Promise<readonly Event[]> {
    const first = parseInput(howMany, given, 'first');
    if (this.scope.viewer.require('events:read') !== organizationId) return [];
    return this.asked.load({ organizationId, first });
  }
}
