import { createHash } from 'node:crypto';
import { BadUserInputError, isId, NotFoundError } from '@ticketbase/kernel';
import { parseInput } from '@ticketbase/subgraph-kit';
import { z } from 'zod';
import type { CheckInListService } from '../check-in/check-in-list.service.ts';
import { type Event, EventEntity, EventStatus } from '../event/event.entity.ts';
import type { RequestScope } from '../request-scope.ts';
import type { DoorListEntry, DoorListPage, RevocationReason, TicketRevocationPage } from './door.type.ts';

const LARGEST_PAGE = 1_000;
const pageSize = z.int().min(1, 'Must be at least 1.').max(LARGEST_PAGE, `Must be at most ${LARGEST_PAGE}.`);
const revocationNumber = z.int().min(0, 'Must not be negative.');

interface EntryRow {
  id: string;
  serial: number;
  code: string;
  ticket_type_id: string;
  admits: boolean;
  attendee_name: string | null;
  checked_in_at: Date | null;
}

interface RevocationRow extends EntryRow {
  number: number;
  ticket_id: string;
  revoked_serial: number;
  revoked_code: string | null;
  reason: RevocationReason;
  revoked_at: Date;
  status: string;
}

/** What scanners take along to doors without a network. */
export class DoorService {
  private readonly scope: RequestScope;
  private readonly lists: CheckInListService;

  constructor(scope: RequestScope, lists: CheckInListService) {
    this.scope = scope;
    this.lists = lists;
  }

  /**
   * Good tickets of an event or of a check-in list, in parts. Tickets that are sold between two parts come in a later
   * one, or are known by their signature alone. Throws NOT_FOUND, BAD_USER_INPUT.
   */
  async doorList(listId: string, after?: string | null, first?: number | null): Promise<DoorListPage> {
    const size = parseInput(pageSize, first ?? LARGEST_PAGE, 'first');
    if (after != null && !isId(after)) throw new BadUserInputError([{ path: 'after', message: 'Is not a cursor.' }]);
    const list = await this.lists.find(listId);
    // First, so that what becomes void while the tickets are read is in the revocations after it.
    const revocations = await this.latestRevocation(list.eventId);
    const rows = await this.scope.em.execute<EntryRow[]>(
      `select k.id, k.serial, k.code, k.ticket_type_id, k.admits, k.attendee_name, c.checked_in_at
         from ticket k
         left join check_in c on c.ticket_id = k.id and c.list_id is not distinct from ?::uuid
              and c.undone_at is null and c.superseded_at is null
        where k.event_id = ? and k.organization_id = ? and k.status in ('VALID', 'USED')
          and (?::jsonb is null or jsonb_exists(?::jsonb, k.ticket_type_id::text))
          and (?::uuid is null or k.id > ?::uuid)
        order by k.id limit ?`,
      [
        list.isDefault ? null : list.id,
        ...[list.eventId, this.scope.viewer.requireOrganization()],
        ...Array(2).fill(list.ticketTypeIds && JSON.stringify(list.ticketTypeIds)),
        ...[after ?? null, after ?? null, size + 1],
      ],
    );
    const entries = rows.slice(0, size).map(entryOf);
    const endCursor = entries.at(-1)?.ticketId ?? after ?? null;
    return { entries, endCursor, hasMore: rows.length > size, revocations };
  }

  /** What became void after the revocation with the number `since`, in parts. Throws NOT_FOUND, BAD_USER_INPUT. */
  async revocations(eventId: string, given?: number | null, first?: number | null): Promise<TicketRevocationPage> {
    const size = parseInput(pageSize, first ?? LARGEST_PAGE, 'first');
    const since = parseInput(revocationNumber, given ?? 0, 'since');
    const event = await this.requireEvent(eventId);
    const rows = await this.scope.em.execute<RevocationRow[]>(
      `select r.number, r.ticket_id, r.serial as revoked_serial, r.code as revoked_code, r.reason, r.revoked_at,
              k.id, k.serial, k.code, k.status, k.ticket_type_id, k.admits, k.attendee_name, k.checked_in_at
         from ticket_revocation r join ticket k on k.id = r.ticket_id
        where r.event_id = ? and r.organization_id = ? and r.number > ? order by r.number limit ?`,
      [event.id, event.organizationId, since, size + 1],
    );
    const page = rows.slice(0, size);
    return {
      revocations: page.map(row => ({
        ...{ number: row.number, ticketId: row.ticket_id, serial: row.revoked_serial, reason: row.reason },
        codeHash: row.revoked_code && codeHash(row.revoked_code),
        revokedAt: new Date(row.revoked_at),
        entry: row.status === 'VALID' || row.status === 'USED' ? entryOf(row) : null,
      })),
      latest: page.at(-1)?.number ?? since,
      hasMore: rows.length > size,
      eventCancelled: event.status === EventStatus.CANCELLED,
    };
  }

  private async requireEvent(id: string): Promise<Event> {
    const event = isId(id) ? await this.scope.em.findOne(EventEntity, { id }) : null;
    if (!event) throw new NotFoundError('The event');
    return event;
  }

  private async latestRevocation(eventId: string): Promise<number> {
    const [head] = await this.scope.em.execute<{ latest: number }[]>(
      'select latest from ticket_revocation_head where event_id = ?',
      [eventId],
    );
    return head?.latest ?? 0;
  }
}

const entryOf = (row: EntryRow): DoorListEntry => ({
  ...{ ticketId: row.id, serial: row.serial, ticketTypeId: row.ticket_type_id, admits: row.admits },
  ...{ name: row.attendee_name, codeHash: codeHash(row.code) },
  checkedInAt: row.checked_in_at && new Date(row.checked_in_at),
});

/** Codes have 65 random bits or more, so that nobody finds them by their hashes. */
export const codeHash = (code: string): string =>
  createHash('sha256').update(code.replaceAll('-', '')).digest('hex').slice(0, 32);
