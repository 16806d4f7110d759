import { holdsExactly } from '../cart/held-items.ts';
import type { AuditedHold } from '../foreign/events.graphql.ts';
import type { Books, Finding } from './reconciliation.service.ts';

const PAGE = 1_000;
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** A cart is written a moment after its hold. */
const MINIMUM_AGE = 15;

/** A cart that keeps tickets, or will when its order is paid. */
interface HoldingCart {
  readonly id: string;
  readonly items: ReadonlyArray<{ readonly ticketTypeId: string; readonly quantity: number }>;
  /** False if the hold may be gone by now, or about to be. */
  readonly mustHold: boolean;
}

/** Compares the holds of events with the carts and orders that they are for; a hold's id is its cart's. */
export async function compareHolds(books: Books): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let after: string | null = null; ; ) {
    const part = { after, first: PAGE, minimumAge: 0 };
    const holds: AuditedHold[] = await books.commands.holdsForAudit(part, books.context);
    const isLast = holds.length < PAGE;
    const carts = await holdingCarts(books, after, isLast ? AFTER_ALL : holds.at(-1)!.id);
    findings.push(...differences(holds, carts));
    if (isLast) return findings;
    after = holds.at(-1)!.id;
  }
}

function differences(holds: readonly AuditedHold[], carts: readonly HoldingCart[]): Finding[] {
  const left = new Map(carts.map(cart => [cart.id, cart]));
  const findings: Finding[] = [];
  for (const { id, lines } of holds) {
    const cart = left.get(id);
    left.delete(id);
    if (!cart) {
      findings.push({
        check: 'HOLD_WITHOUT_CART',
        id,
        expected: 'no hold',
        actual: `${quantityOf(lines)} tickets held for no open cart or order`,
      });
    } else if (!holdsExactly(lines, cart.items)) {
      findings.push({
        check: 'HOLD_OF_OTHER_TICKETS',
        id,
        expected: `${quantityOf(cart.items)} tickets of the cart`,
        actual: `${quantityOf(lines)} tickets held, or of other types`,
      });
    }
  }
  const missing = [...left.values()].filter(cart => cart.mustHold);
  return [
    ...findings,
    ...missing.map(cart => ({
      check: 'CART_WITHOUT_HOLD',
      id: cart.id,
      expected: `${quantityOf(cart.items)} tickets held`,
      actual: 'no hold',
    })),
  ];
}

const quantityOf = (lines: HoldingCart['items']) => lines.reduce((sum, line) => sum + line.quantity, 0);

/** Carts that are open, changes that await their payment, and carts whose order is still to be paid, issued or released. */
function holdingCarts({ em, organizationId }: Books, after: string | null, until: string): Promise<HoldingCart[]> {
  return em.execute<HoldingCart[]>(
    `select c.id, c.items,
            c.created_at < now() - interval '${MINIMUM_AGE} seconds'
              and (c.status = 'OPEN' and c.expires_at > now()
                or c.status = 'CHECKED_OUT' and o.status = 'PENDING' and o.step = 'AWAIT_PAYMENT' and o.expires_at > now()) as "mustHold"
       from cart c left join orders o on o.id = c.order_id
      where c.organization_id = ? and (?::uuid is null or c.id > ?::uuid) and c.id <= ?
        and (c.status = 'OPEN' or c.release_due
          or c.status = 'CHECKED_OUT' and (o.status = 'PENDING' or o.step in ('ISSUE_TICKETS', 'RELEASE_HOLD')))
     union all
     select c.id, jsonb_build_array(jsonb_build_object('ticketTypeId', c.to_ticket_type_id, 'quantity', 1)),
            c.step = 'AWAIT_PAYMENT' and c.expires_at > now()
       from order_change c
      where c.organization_id = ? and (?::uuid is null or c.id > ?::uuid) and c.id <= ?
        and c.settlement = 'ONLINE' and c.step <> 'DONE'
      order by 1`,
    [organizationId, after, after, until, organizationId, after, after, until],
  );
}
