import { isId } from '@ticketbase/kernel';
import { type Database, Grouping, type SendStatement } from '@ticketbase/subgraph-kit';
import { noSuchEvent } from './buying.policy.ts';
import { expireHolds } from './expire-holds.ts';
import type { TicketHold } from './hold.type.ts';
import { type HoldPlan, type HoldRequest, planHolds } from './hold-plan.ts';
import { readSale, type Sale } from './sale.ts';
import { lockForHolds, takeForHolds } from './take-holds.ts';
import { toTicketHold } from './ticket-hold.ts';

/** Requests that one commit serves at most: it bounds how long the first of them waits. */
const MOST = 500;
/** The same new id in two groups at once, of two events or processes, is seen at the second look. */
const LOOKS = 5;
/** Events remembered as short of tickets. */
const MOST_SHORT = 10_000;

/** What a request for a hold comes to; refusals are errors. */
export type HoldAnswer = TicketHold | 'exists';

interface Looked {
  readonly sale: Sale | undefined;
  readonly plan: HoldPlan;
}

/**
 * Makes new holds. Those for one event that arrive together are taken together, with one commit, in the order in which
 * they came, each answered by itself and only once it is committed. Any number of processes may do so at once: the
 * event's stock is locked before what decides is read.
 */
export class GroupedHolds {
  private readonly database: Database;
  private readonly groups = new Grouping<HoldRequest, HoldAnswer>(
    (event, requests) => this.take(event, requests),
    MOST,
  );

  private readonly send: SendStatement;
  /** Events whose last group could not have all it asked for: a guess of what comes next, and no more. */
  private readonly short = new Set<string>();

  constructor(database: Database) {
    this.database = database;
    this.send = (statement, values) => database.driver.query(statement, values);
  }

  /**
   * Makes a hold: all of it, or nothing. 'exists' if there is one of its id already, which is left as it is.
   * Throws NOT_FOUND, BAD_USER_INPUT, SALES_NOT_OPEN, QUANTITY_NOT_ALLOWED, INSUFFICIENT_TICKETS.
   */
  async add(request: HoldRequest): Promise<HoldAnswer> {
    const { eventId } = request.values;
    if (!isId(eventId)) throw noSuchEvent();
    return this.groups.add(eventId, request);
  }

  private async take(eventId: string, requests: readonly HoldRequest[]): Promise<ReadonlyArray<HoldAnswer | Error>> {
    let mayExpire = true;
    for (let looks = 1; ; looks += 1) {
      const seen = await this.attempt(eventId, requests, mayExpire).catch(error => {
        if (!isUniqueViolation(error) || looks >= LOOKS) throw error;
      });
      if (!seen) continue;
      if (!mayExpire || !awaitsExpiry(seen)) return answersOf(seen, requests);
      mayExpire = (await this.expire(eventId)) > 0;
    }
  }

  /**
   * Takes what can be taken, unless overdue holds are to give their tickets back first. Where the last group ran short
   * it looks without a lock before: those who get nothing do not wait for a lock, and cost no commit.
   */
  private async attempt(eventId: string, requests: readonly HoldRequest[], mayExpire: boolean): Promise<Looked> {
    const isInVain = (seen: Looked) => !seen.plan.takes || (mayExpire && awaitsExpiry(seen));
    let seen: Looked | undefined;
    if (this.short.has(eventId)) seen = await this.look(this.send, eventId, requests);
    if (!seen || !isInVain(seen)) {
      await this.database.driver.transaction(async (send, post) => {
        lockForHolds(post, eventId);
        seen = await this.look(send, eventId, requests);
        if (isInVain(seen)) return undefined;
        takeForHolds(post, eventId, requests, seen.plan);
        return seen;
      });
    }
    this.note(eventId, seen!.plan.isShort);
    return seen!;
  }

  private async look(send: SendStatement, eventId: string, requests: readonly HoldRequest[]): Promise<Looked> {
    const ids = requests.map(request => request.values.holdId);
    const sale = await readSale(send, eventId, ids);
    return { sale, plan: planHolds(sale, requests, new Date()) };
  }

  private note(eventId: string, isShort: boolean): void {
    if (!isShort) this.short.delete(eventId);
    else if (this.short.size < MOST_SHORT) this.short.add(eventId);
  }

  /** In a transaction of its own: holds are locked before their stock, everywhere. */
  private expire(eventId: string): Promise<number> {
    return this.database.forkTenant(null).transactional(em => expireHolds(em, { eventId }));
  }
}

/** Whether somebody would be refused while overdue holds keep tickets. */
const awaitsExpiry = ({ sale, plan }: Looked) => plan.isShort && sale?.overdue === true;

const isUniqueViolation = (error: unknown) => (error as { code?: unknown }).code === '23505';

function answersOf({ sale, plan }: Looked, requests: readonly HoldRequest[]): Array<HoldAnswer | Error> {
  return plan.decisions.map((decision, index) => {
    if (decision.kind === 'refused') return decision.error;
    if (decision.kind === 'exists') return 'exists';
    const { holdId, expiresAt } = requests[index]!.values;
    return toTicketHold(sale!.event, { id: holdId, expiresAt }, decision.lines);
  });
}
