import type { EntityManager } from '@mikro-orm/postgresql';
import { WaitlistOfferExceededError } from './hold.errors.ts';

/**
 * Throws WAITLIST_OFFER_EXCEEDED if a hold is what the waitlist offered, and these items have more tickets than the
 * offer, or others. It lasts as long as the offer, which no buyer's cart does: what came into it later would be kept
 * from everybody for that long. Add-ons go with the tickets.
 */
export async function requireWithinOffer(
  tx: EntityManager,
  holdId: string,
  items: ReadonlyArray<{ readonly ticketTypeId: string; readonly quantity: number }>,
): Promise<void> {
  const [offer] = await tx.execute<{ ticketTypeId: string; offered: number; others: boolean }[]>(
    `select n.ticket_type_id as "ticketTypeId", n.offered,
            exists (select 1 from ticket_type t
                     where t.event_id = n.event_id and t.kind = 'ADMISSION' and t.id <> n.ticket_type_id
                       and t.id = any(string_to_array(?, ',')::uuid[])) as others
       from waitlist_entry n where n.hold_id = ? and n.offered is not null`,
    [items.map(item => item.ticketTypeId).join(','), holdId],
  );
  if (!offer) return;
  const wanted = items.find(item => item.ticketTypeId === offer.ticketTypeId)?.quantity ?? 0;
  if (offer.others || wanted > offer.offered) throw new WaitlistOfferExceededError(offer.ticketTypeId, offer.offered);
}
