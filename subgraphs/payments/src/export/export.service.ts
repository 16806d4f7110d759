import { domainEvent } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import type { RequestScope } from '../context.ts';
import { type OrderFilter, orderFilter } from '../order/order.input.ts';
import type { ExportedListType } from './export.type.ts';

/** Makes links to lists as files, for those who may see the lists. */
export class ExportService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  /** The tenant, the filter and the permission stand in the link from now on. Throws BAD_USER_INPUT. */
  async orders(filter: OrderFilter, byteOrderMark: boolean): Promise<ExportedListType> {
    const { em, links, requestId, viewer } = this.scope;
    const organizationId = viewer.require('orders:read');
    const query = { filter: parseInput(orderFilter, filter, 'filter'), byteOrderMark };
    const link = await links.exports.make({ organizationId, list: 'orders', query });
    await em.transactional(async tx => {
      const changed = Object.entries(query.filter).flatMap(([name, value]) => (value == null ? [] : [name]));
      await recordEvents(tx, domainEvent('list.exported', { list: 'orders', changed }, { viewer, requestId }));
    });
    return link;
  }
}
