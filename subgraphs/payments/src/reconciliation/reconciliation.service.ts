import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, isId } from '@ticketbase/kernel';
import type { CommandContext } from '@ticketbase/subgraph-kit';
import type { RequestScope } from '../context.ts';
import { BOOK_CHECKS } from './book-checks.ts';
import { compareHolds } from './compare-holds.ts';
import { compareTickets } from './compare-tickets.ts';
import type { Disagreement, Reconciliation } from './reconciliation.type.ts';

/** What disagrees is looked at so often, as a sale is two commits: what is on its way between them agrees soon. */
const LOOKS = 4;
const MOST_OF_A_KIND = 1_000;

/** Something that does not agree, of the organization that is looked at. */
export type Finding = Omit<Disagreement, 'organizationId'>;

/** What a comparison reads. */
export interface Books {
  readonly em: EntityManager;
  readonly organizationId: string;
  readonly commands: RequestScope['commands'];
  readonly context: CommandContext;
}

/** Proves that what was sold, paid and issued agrees, here and in events. Changes nothing. */
export class ReconciliationService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  /** Throws BAD_USER_INPUT, and SERVICE_UNAVAILABLE if events does not answer. */
  async reconcile(organizationId: string | null): Promise<Reconciliation> {
    if (organizationId !== null && !isId(organizationId)) {
      throw new BadUserInputError([{ path: 'organizationId', message: 'Is not an id.' }]);
    }
    const organizations = organizationId === null ? await this.organizations() : [organizationId];
    const disagreements: Disagreement[] = [];
    let [orders, tickets] = [0, 0];
    for (const id of organizations) {
      const seen = await this.reconcileOne(id);
      orders += seen.orders;
      tickets += seen.tickets;
      disagreements.push(...seen.findings.map(finding => ({ ...finding, organizationId: id })));
    }
    return { organizations: organizations.length, orders, tickets, disagreements, checkedAt: new Date() };
  }

  private async reconcileOne(organizationId: string): Promise<Look> {
    let seen = await this.look(organizationId);
    for (let looks = 1; looks < LOOKS && seen.findings.length > 0; looks += 1) {
      await sleep(this.scope.config.sweepInterval + 500);
      const again = await this.look(organizationId);
      const before = new Set(seen.findings.map(keyOf));
      seen = { ...again, findings: again.findings.filter(finding => before.has(keyOf(finding))) };
    }
    return seen;
  }

  private async look(organizationId: string): Promise<Look> {
    const { commands, database, requestId } = this.scope;
    const em = database.forkTenant(organizationId);
    const books: Books = { em, organizationId, commands, context: { organizationId, requestId } };
    const own: Finding[] = [];
    for (const { check, sql } of BOOK_CHECKS) {
      const values = Array<string>(sql.split('?').length - 1).fill(organizationId);
      const rows = await em.execute<Omit<Finding, 'check'>[]>(`${sql} order by id limit ${MOST_OF_A_KIND}`, values);
      own.push(...rows.map(({ id, expected, actual }) => ({ check, id, expected, actual })));
    }
    const stock = await commands.stockFaults(books.context);
    const tickets = await compareTickets(books);
    const holds = await compareHolds(books);
    const [row] = await em.execute<{ orders: number }[]>(
      'select count(*)::int as orders from orders where organization_id = ?',
      [organizationId],
    );
    return {
      orders: row!.orders,
      tickets: tickets.compared,
      findings: [...own, ...stock, ...tickets.findings, ...holds],
    };
  }

  /** Those that sell or ever sold something. */
  private async organizations(): Promise<string[]> {
    const rows = await this.scope.database.forkTenant(null).execute<{ organization_id: string }[]>(
      `select organization_id from cart union select organization_id from orders
       union select organization_id from promo_code order by 1`,
    );
    return rows.map(row => row.organization_id);
  }
}

interface Look {
  readonly orders: number;
  readonly tickets: number;
  readonly findings: readonly Finding[];
}

const keyOf = ({ check, id }: Finding) => `${check}:${id}`;
