import { Access, Arg, Ctx, Mutation, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { TicketFilter } from '../ticket/ticket.input.ts';
import { ExportedListType } from './attendee-export.type.ts';

@Resolver()
export class AttendeeExportResolver {
  @Access('tickets:read')
  @Mutation(() => ExportedListType, {
    description:
      'Makes a link to the tickets and attendees of the viewer’s organization as a CSV file, with what attendees answered. It is good once, within a minute, for whoever has it.',
  })
  exportAttendees(
    @Arg('filter', () => TicketFilter, { nullable: true, description: 'Which tickets, as `tickets` lists them.' })
    filter: TicketFilter | null,
    @Arg('byteOrderMark', () => Boolean, {
      nullable: true,
      description: 'Whether the file begins with a mark by which some spreadsheets know UTF-8; true if absent.',
    })
    byteOrderMark: boolean | null,
    @Ctx() { attendeeExports }: EventsContext,
  ): Promise<ExportedListType> {
    return attendeeExports.export(filter ?? {}, byteOrderMark ?? true);
  }
}
