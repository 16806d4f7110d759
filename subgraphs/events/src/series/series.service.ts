import type { FilterQuery } from '@mikro-orm/core';
import { isId, NotFoundError } from '@ticketbase/kernel';
import { type Page, paginate } from '@ticketbase/subgraph-kit';
import type { ConnectionArgs } from '@ticketbase/subgraph-kit/graphql';
import DataLoader from 'dataloader';
import { type Event, EventEntity, EventStatus, EventVisibility } from '../event/event.entity.ts';
import { canViewInside } from '../event/event.policy.ts';
import type { RequestScope } from '../request-scope.ts';
import { type EventSeries, EventSeriesEntity } from './series.entity.ts';

const allTenants = { filters: { tenant: false } } as const;

/** A series with how it was reached: through one of its dates, or by the organization itself. */
export interface SeenSeries extends Readonly<EventSeries> {
  /** True if it was reached through a date that is in no list: who has that link may have the others. */
  readonly unlisted?: boolean;
}

/** Finds series, and their dates, for one request. A series is seen with its dates. */
export class SeriesService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  private readonly byId = new DataLoader<string, EventSeries | null>(async ids => {
    const found = await this.scope.em.find(
      EventSeriesEntity,
      { id: { $in: [...ids] } },
      { ...allTenants, refresh: true },
    );
    const byId = new Map(found.map(series => [series.id, series]));
    return ids.map(id => byId.get(id) ?? null);
  });

  /** A series of the viewer's organization. */
  async find(id: string): Promise<SeenSeries | null> {
    const series = isId(id) ? await this.byId.load(id.toLowerCase()) : null;
    return series && canViewInside(this.scope.viewer, series) ? series : null;
  }

  /** The series of the viewer's organization, newest first. */
  list(args: ConnectionArgs): Promise<Page<SeenSeries>> {
    return paginate(this.scope.em, EventSeriesEntity, args, { where: {}, orderBy: { id: 'desc' } });
  }

  /** The series of an event that the viewer sees. */
  async ofEvent({ seriesId, visibility }: Pick<Event, 'seriesId' | 'visibility'>): Promise<SeenSeries | null> {
    const series = seriesId === null ? null : await this.byId.load(seriesId);
    return series && { ...series, unlisted: visibility === EventVisibility.UNLISTED };
  }

  /** Its dates, next start first: all of them to the organization, to others those that can be found as it was found. */
  dates(series: SeenSeries, from: Date | null | undefined, args: ConnectionArgs): Promise<Page<Event>> {
    const conditions: FilterQuery<Event>[] = [{ seriesId: series.id }];
    if (from) conditions.push({ startsAt: { $gte: from } });
    if (!canViewInside(this.scope.viewer, series)) {
      const visible = [EventVisibility.PUBLIC, ...(series.unlisted ? [EventVisibility.UNLISTED] : [])];
      conditions.push({ status: EventStatus.PUBLISHED, visibility: { $in: visible } });
    }
    return paginate(this.scope.em, EventEntity, args, {
      where: { $and: conditions },
      orderBy: { startsAt: 'asc', id: 'asc' },
      ...allTenants,
    });
  }

  /** The series that a mutation has just made or changed, read anew. */
  async reload(id: string): Promise<SeenSeries> {
    this.byId.clear(id);
    const series = await this.byId.load(id);
    if (!series) throw new NotFoundError('The series');
    return series;
  }
}
