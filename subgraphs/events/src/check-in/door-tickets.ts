import type { EntityManager } from '@mikro-orm/postgresql';
import type { Scanned } from '../signing/scan-reader.ts';
import type { TicketStatus } from '../ticket/ticket.entity.ts';
import type { DoorTicket } from './admission.policy.ts';

/** A ticket of the organization, locked, with what made codes of it void. */
export interface LockedTicket extends DoorTicket {
  readonly organizationId: string;
  readonly orderId: string;
  readonly checkedInAt: Date | null;
  readonly checkedInBy: string | null;
  readonly revocations: readonly Revocation[];
}

interface Revocation {
  readonly serial: number;
  /** Null if only the QR code is void. */
  readonly code: string | null;
  readonly reason: 'CANCELLED' | 'REFUNDED' | 'TRANSFERRED' | 'REISSUED';
  readonly revokedAt: Date;
}

interface Row {
  id: string;
  organization_id: string;
  event_id: string;
  ticket_type_id: string;
  order_id: string;
  code: string;
  serial: number;
  status: TicketStatus;
  admits: boolean;
  event_status: string;
  checked_in_at: Date | null;
  checked_in_by: string | null;
}

/**
 * Reads the tickets that were scanned, by code, by a code that is void, or by id, and keeps others from changing them
 * until the transaction ends. Always in the order of their ids, so that batches never wait for each other in a circle.
 * What is sought goes in as arrays: of a set, PostgreSQL supposes that it is long, and reads whole tables for it.
 */
export async function lockTickets(
  tx: EntityManager,
  organizationId: string,
  scanned: readonly Scanned[],
): Promise<LockedTicket[]> {
  const codes = JSON.stringify(scanned.flatMap(scan => (scan.kind === 'code' ? [scan.code] : [])));
  const ids = JSON.stringify(scanned.flatMap(scan => (scan.kind === 'qr' ? [scan.ticketId] : [])));
  const rows = await tx.execute<Row[]>(
    `select k.id, k.organization_id, k.event_id, k.ticket_type_id, k.order_id, k.code, k.serial, k.status, k.admits,
            k.checked_in_at, k.checked_in_by, e.status as event_status
       from ticket k join event e on e.id = k.event_id
      where k.organization_id = ? and k.id = any(array(
        select jsonb_array_elements_text(?::jsonb)::uuid
        union select id from ticket where code = any(array(select jsonb_array_elements_text(?::jsonb)))
        union select ticket_id from retired_ticket_code
               where code = any(array(select jsonb_array_elements_text(?::jsonb)))))
      order by k.id for update of k`,
    [organizationId, ids, codes, codes],
  );
  if (rows.length === 0) return [];
  const revocations = await tx.execute<
    { ticket_id: string; serial: number; code: string | null; reason: Revocation['reason']; revoked_at: Date }[]
  >(
    `select ticket_id, serial, code, reason, revoked_at from ticket_revocation
      where ticket_id = any(array(select jsonb_array_elements_text(?::jsonb)::uuid)) order by number`,
    [JSON.stringify(rows.map(row => row.id))],
  );
  const byTicket = Map.groupBy(revocations, row => row.ticket_id);
  return rows.map(row => ({
    ...{ id: row.id, organizationId: row.organization_id, eventId: row.event_id, orderId: row.order_id },
    ...{ ticketTypeId: row.ticket_type_id, code: row.code, serial: row.serial, status: row.status },
    ...{ admits: row.admits, eventStatus: row.event_status },
    checkedInAt: row.checked_in_at && new Date(row.checked_in_at),
    checkedInBy: row.checked_in_by,
    revocations: (byTicket.get(row.id) ?? []).map(({ serial, code, reason, revoked_at }) => ({
      ...{ serial, code, reason },
      revokedAt: new Date(revoked_at),
    })),
  }));
}

/** Finds the tickets of scans, each with the serial that its code had. */
export class TicketIndex {
  private readonly byId: ReadonlyMap<string, LockedTicket>;
  private readonly byCode: ReadonlyMap<string, { readonly ticket: LockedTicket; readonly serial: number }>;

  constructor(tickets: readonly LockedTicket[]) {
    this.byId = new Map(tickets.map(ticket => [ticket.id, ticket]));
    this.byCode = new Map(
      tickets.flatMap(ticket => [
        ...ticket.revocations.flatMap(({ code, serial }) =>
          code === null ? [] : [[code, { ticket, serial }] as const],
        ),
        // Last, so that it counts: a ticket that was cancelled has its code still.
        [ticket.code, { ticket, serial: ticket.serial }] as const,
      ]),
    );
  }

  find(scanned: Scanned): { readonly ticket: LockedTicket; readonly serial: number } | undefined {
    if (scanned.kind === 'code') return this.byCode.get(scanned.code);
    if (scanned.kind !== 'qr') return undefined;
    const ticket = this.byId.get(scanned.ticketId);
    return ticket && { ticket, serial: scanned.serial };
  }
}

/** What made the codes of a serial void: the first that did. */
export const revocationOf = (ticket: LockedTicket, serial: number): Revocation | undefined =>
  ticket.revocations.find(revocation => revocation.serial >= serial);
