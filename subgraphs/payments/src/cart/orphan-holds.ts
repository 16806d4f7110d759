import type { PaymentsParts } from '../context.ts';

/** A cart is written a moment after its hold; a hold that has none by then lost its process in between. */
const MINIMUM_AGE = 15;
const PAGE = 1_000;

/**
 * Releases holds that neither a cart nor a change of an order was written for: a process that dies between the two leaves tickets that nobody can buy
 * until the hold ends by itself. Each hold is looked at once, in the order of ids, which is that of time; a process that
 * starts looks at all that are active. Releasing is idempotent, so any number of processes may look at the same.
 */
export class OrphanHolds {
  private readonly parts: Pick<PaymentsParts, 'commands' | 'database' | 'logger'>;
  private seen: string | null = null;

  constructor(parts: Pick<PaymentsParts, 'commands' | 'database' | 'logger'>) {
    this.parts = parts;
  }

  async release(requestId: string): Promise<void> {
    const { commands, logger } = this.parts;
    for (;;) {
      const part = { after: this.seen, first: PAGE, minimumAge: MINIMUM_AGE };
      const holds = await commands.holdsForAudit(part, { organizationId: null, requestId });
      const known = await this.knownOf(holds.map(hold => hold.id));
      for (const { id, organizationId } of holds.filter(hold => !known.has(hold.id))) {
        logger.warn({ holdId: id, organizationId }, 'hold without a cart released');
        await commands.releaseHold(id, { organizationId, requestId });
      }
      this.seen = holds.at(-1)?.id ?? this.seen;
      if (holds.length < PAGE) return;
    }
  }

  private async knownOf(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.parts.database.forkTenant(null).execute<{ id: string }[]>(
      `select h.id from (select jsonb_array_elements_text(?::jsonb)::uuid as id) h
          where exists (select 1 from cart c where c.id = h.id)
             or exists (select 1 from order_change c where c.id = h.id)`,
      [JSON.stringify(ids)],
    );
    return new Set(rows.map(row => row.id));
  }
}
