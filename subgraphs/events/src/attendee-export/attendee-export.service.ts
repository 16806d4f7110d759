import { domainEvent } from '@ticketbase/kernel';
import { type OneTimeLinks, parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import type { RequestScope } from '../request-scope.ts';
import { type TicketFilter, ticketSearch } from '../ticket/ticket.input.ts';
import type { ExportedListType } from './attendee-export.type.ts';

/** Makes links to attendees as files, for those who may see them. */
export class AttendeeExportService {
  private readonly scope: RequestScope;
  private readonly links: OneTimeLinks;

  constructor(scope: RequestScope, links: OneTimeLinks) {
    this.scope = scope;
    this.links = links;
  }

  /** The tenant, the filter and the permission stand in the link from now on. Throws BAD_USER_INPUT. */
  async export(filter: TicketFilter, byteOrderMark: boolean): Promise<ExportedListType> {
    const { em, requestId, viewer } = this.scope;
    const organizationId = viewer.require('tickets:read');
    const query = { filter: parseInput(ticketSearch, filter, 'filter') ?? {}, byteOrderMark };
    const link = await this.links.make({ organizationId, list: 'attendees', query });
    await em.transactional(async tx => {
      const changed = Object.entries(query.filter).flatMap(([name, value]) => (value == null ? [] : [name]));
      await recordEvents(tx, domainEvent('list.exported', { list: 'attendees', changed }, { viewer, requestId }));
    });
    return link;
  }
}
