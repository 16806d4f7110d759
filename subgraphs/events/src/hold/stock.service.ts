import DataLoader from 'dataloader';
import type { RequestScope } from '../request-scope.ts';
import { type EventStock, EventStockEntity } from './stock.entity.ts';

/** Reads the stock of events that the viewer sees. */
export class StockService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  private readonly byEvent = new DataLoader<string, EventStock>(async ids => {
    const where = { eventId: { $in: [...ids] } };
    const options = { filters: { tenant: false }, refresh: true };
    const found = await this.scope.em.find(EventStockEntity, where, options);
    const byId = new Map(found.map(stock => [stock.eventId, stock]));
    return ids.map(id => byId.get(id) ?? new Error(`event ${id} has no stock`));
  });

  ofEvent(eventId: string): Promise<EventStock> {
    return this.byEvent.load(eventId);
  }

  /** Reads anew after a change. */
  forget(): void {
    this.byEvent.clearAll();
  }
}
