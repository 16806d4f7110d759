import { domainEvent, hashSecret, NotFoundError } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import { holdExpiry } from '../hold/hold.input.ts';
import type { TicketHold } from '../hold/hold.type.ts';
import type { RequestScope } from '../request-scope.ts';
import { ENDED, type EndedEntry, entryPayload } from './settle-waitlists.ts';
import { WaitlistOfferNotMadeError, WaitlistOfferOverError } from './waitlist.errors.ts';

interface Offer {
  entry_id: string;
  status: string;
  hold_id: string | null;
}

/** Hands offers over to whoever takes them. Called by other subgraphs only; a link's secret is the permission. */
export class WaitlistOfferService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  /**
   * Takes an offer: its hold is from now on a cart's, and lasts as long as the offer would have, but at least until
   * `expiresAt`. Taken again, the same hold is the answer while it keeps its tickets.
   * Throws NOT_FOUND, BAD_USER_INPUT, WAITLIST_OFFER_NOT_MADE, WAITLIST_OFFER_OVER.
   */
  async take(token: string, expiresAt: Date): Promise<TicketHold> {
    const until = parseInput(holdExpiry, expiresAt, 'expiresAt');
    const { em } = this.scope;
    const hold = await em.transactional(async tx => {
      const [offer] = await tx.execute<Offer[]>(
        `select n.id as entry_id, n.status, n.hold_id from waitlist_token k join waitlist_entry n on n.id = k.entry_id
          where k.token_hash = ?`,
        [hashSecret(token)],
      );
      if (!offer) throw new NotFoundError('The offer');
      if (offer.status === 'WAITING') throw new WaitlistOfferNotMadeError();
      if (offer.hold_id === null) throw new WaitlistOfferOverError();
      // The lock order of all: the hold before what refers to it.
      const [kept] = await tx.execute<{ status: string }[]>('select status from hold where id = ? for update', [
        offer.hold_id,
      ]);
      const [taken] = await tx.execute<EndedEntry[]>(
        `update waitlist_entry n set status = 'TAKEN', ended_at = now()
          where n.id = ? and n.status = 'OFFERED' and n.offer_expires_at > now() and ? = 'ACTIVE'
            and exists (select 1 from event e where e.id = n.event_id and e.status = 'PUBLISHED')
          returning ${ENDED}`,
        [offer.entry_id, kept?.status ?? ''],
      );
      if (taken) {
        await tx.execute('update hold set expires_at = greatest(expires_at, ?) where id = ?', [until, offer.hold_id]);
        const by = { ...this.scope, organizationId: taken.organization_id };
        await recordEvents(tx, domainEvent('waitlist.offer_taken', entryPayload(taken), by));
      } else {
        const [before] = await tx.execute(`select 1 from waitlist_entry where id = ? and status = 'TAKEN'`, [
          offer.entry_id,
        ]);
        if (!before || (kept?.status !== 'ACTIVE' && kept?.status !== 'ISSUED')) throw new WaitlistOfferOverError();
      }
      return describeHold(tx, offer.hold_id);
    });
    em.clear();
    return hold;
  }
}

async function describeHold(tx: RequestScope['em'], holdId: string): Promise<TicketHold> {
  const [hold] = await tx.execute<(Omit<TicketHold, 'lines' | 'startsAt' | 'expiresAt'> & Times)[]>(
    `select h.id, h.event_id as "eventId", h.organization_id as "organizationId", e.title as "eventTitle",
            e.slug as "eventSlug", e.starts_at as "startsAt", h.expires_at as "expiresAt", e.currency
       from hold h join event e on e.id = h.event_id where h.id = ?`,
    [holdId],
  );
  const lines = await tx.execute<Line[]>(
    `select l.ticket_type_id as "ticketTypeId", t.name, t.hidden, l.quantity, l.unit_price_amount as amount,
            t.access_code as "accessCode"
       from hold_line l join ticket_type t on t.id = l.ticket_type_id where l.hold_id = ? order by t.sort_order, t.id`,
    [holdId],
  );
  const { currency, startsAt, expiresAt, ...rest } = hold!;
  return {
    ...rest,
    startsAt: new Date(startsAt),
    expiresAt: new Date(expiresAt),
    lines: lines.map(({ amount, accessCode: _, ...line }) => ({ ...line, unitPrice: { amount, currency } })),
    accessCode: lines.find(({ hidden }) => hidden)?.accessCode ?? null,
  };
}

interface Line {
  readonly ticketTypeId: string;
  readonly name: string;
  readonly hidden: boolean;
  readonly quantity: number;
  readonly amount: number;
  readonly accessCode: string | null;
}

interface Times {
  readonly currency: string;
  readonly startsAt: Date | string;
  readonly expiresAt: Date | string;
}
