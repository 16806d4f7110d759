import { isId } from '@ticketbase/kernel';
import { parseInput } from '@ticketbase/subgraph-kit';
import { z } from 'zod';
import type { RequestScope } from '../request-scope.ts';
import type { AuditedHold, AuditedTicket, StockFault } from './audit.type.ts';
import { STOCK_CHECKS } from './stock-checks.ts';

const MOST_FAULTS = 1_000;
const LARGEST_PAGE = 5_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

const page = z.object({
  after: z.string().refine(isId, 'Is not an id.').nullable(),
  first: z.int().min(1, 'Must be at least 1.').max(LARGEST_PAGE, `Must be at most ${LARGEST_PAGE}.`),
});

/** Shows another subgraph what is needed to prove that its books and the stock agree. Called by other subgraphs only. */
export class AuditService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  /** What disagrees within this subgraph, for the command's organization. Throws FORBIDDEN without one. */
  async stockFaults(): Promise<StockFault[]> {
    const { em, viewer } = this.scope;
    const organizationId = viewer.requireOrganization();
    const faults: StockFault[] = [];
    for (const { check, sql } of STOCK_CHECKS) {
      const left = MOST_FAULTS - faults.length;
      if (left === 0) break;
      const rows = await em.execute<Omit<StockFault, 'check'>[]>(`${sql} limit ${left}`, [organizationId]);
      faults.push(...rows.map(row => ({ ...row, check })));
    }
    return faults;
  }

  /** Throws BAD_USER_INPUT. */
  async tickets(after: string | null, first: number): Promise<AuditedTicket[]> {
    const { em, viewer } = this.scope;
    const part = parseInput(page, { after, first });
    return em.execute<AuditedTicket[]>(
      `select id, order_id as "orderId", ticket_type_id as "ticketTypeId", status in ('VALID', 'USED') as good
         from ticket where organization_id = ? and id > ? order by id limit ?`,
      [viewer.requireOrganization(), part.after ?? BEFORE_ALL, part.first],
    );
  }

  /** Throws BAD_USER_INPUT. */
  async holds(after: string | null, first: number, minimumAge: number): Promise<AuditedHold[]> {
    const { em, viewer } = this.scope;
    const part = parseInput(page, { after, first });
    const age = Math.max(minimumAge, 0);
    return em.execute<AuditedHold[]>(
      `select h.id, h.organization_id as "organizationId", h.expires_at as "expiresAt",
              coalesce((select jsonb_agg(jsonb_build_object('ticketTypeId', l.ticket_type_id, 'quantity', l.quantity))
                          from hold_line l where l.hold_id = h.id), '[]') as lines
         from hold h
        where h.status = 'ACTIVE' and h.id > ? and h.created_at <= now() - make_interval(secs => ?)
          and (?::uuid is null or h.organization_id = ?::uuid)
          -- What the waitlist keeps has no cart, and one that was just taken has none yet.
          and not exists (select 1 from waitlist_entry n
                           where n.hold_id = h.id
                             and (n.status in ('WAITING', 'OFFERED')
                               or n.status = 'TAKEN' and n.ended_at > now() - make_interval(secs => ?)))
        order by h.id limit ?`,
      [part.after ?? BEFORE_ALL, age, viewer.organizationId, viewer.organizationId, age, part.first],
    );
  }
}
