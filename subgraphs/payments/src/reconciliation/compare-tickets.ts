import type { AuditedTicket } from '../foreign/events.graphql.ts';
import type { Books, Finding } from './reconciliation.service.ts';

const PAGE = 2_000;
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A ticket as its order has it. */
interface BookedTicket {
  readonly id: string;
  readonly orderId: string;
  readonly ticketTypeId: string;
  /** Whether it was bought and neither refunded nor cancelled. */
  readonly good: boolean;
}

/**
 * Compares the tickets that events issued with those that orders have, both in the order of their ids, page by page:
 * memory stays small however many there are.
 */
export async function compareTickets(books: Books): Promise<{ compared: number; findings: Finding[] }> {
  const findings: Finding[] = [];
  let compared = 0;
  for (let after: string | null = null; ; ) {
    const issued: AuditedTicket[] = await books.commands.ticketsForAudit(after, PAGE, books.context);
    const isLast = issued.length < PAGE;
    const booked = await bookedTickets(books, after, isLast ? AFTER_ALL : issued.at(-1)!.id);
    findings.push(...differences(issued, booked));
    compared += issued.length;
    if (isLast) return { compared, findings };
    after = issued.at(-1)!.id;
  }
}

function differences(issued: readonly AuditedTicket[], booked: readonly BookedTicket[]): Finding[] {
  const left = new Map(booked.map(ticket => [ticket.id, ticket]));
  const findings: Finding[] = [];
  for (const ticket of issued) {
    const { id } = ticket;
    const own = left.get(id);
    left.delete(id);
    if (!own) {
      // One that is void admits nobody: its order may never have been confirmed.
      if (ticket.good)
        findings.push({
          check: 'TICKET_WITHOUT_ORDER',
          id,
          expected: 'no good ticket',
          actual: `a good one of order ${ticket.orderId}`,
        });
    } else if (own.orderId !== ticket.orderId || own.ticketTypeId !== ticket.ticketTypeId) {
      findings.push({ check: 'TICKET_OF_ANOTHER_ORDER', id, expected: nameOf(own), actual: nameOf(ticket) });
    } else if (own.good !== ticket.good) {
      findings.push({
        check: 'TICKET_STATUS',
        id,
        expected: own.good ? 'good: bought, not given back' : 'void: given back',
        actual: ticket.good ? 'good' : 'void',
      });
    }
  }
  const missing = [...left.values()].map(ticket => ({
    check: 'TICKET_MISSING',
    id: ticket.id,
    expected: nameOf(ticket),
    actual: 'no ticket',
  }));
  return [...findings, ...missing];
}

const nameOf = ({ orderId, ticketTypeId }: Pick<BookedTicket, 'orderId' | 'ticketTypeId'>) =>
  `of order ${orderId}, type ${ticketTypeId}`;

function bookedTickets({ em, organizationId }: Books, after: string | null, until: string): Promise<BookedTicket[]> {
  return em.execute<BookedTicket[]>(
    `select k.ticket_id as id, k.order_id as "orderId", k.ticket_type_id as "ticketTypeId",
            o.status in ('CONFIRMED', 'PARTIALLY_REFUNDED', 'REFUNDED') and r.status is distinct from 'SUCCEEDED' as good
       from order_ticket k join orders o on o.id = k.order_id left join refund r on r.id = k.refund_id
      where k.organization_id = ? and (?::uuid is null or k.ticket_id > ?::uuid) and k.ticket_id <= ?
      order by k.ticket_id`,
    [organizationId, after, after, until],
  );
}
