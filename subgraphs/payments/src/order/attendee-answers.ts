import type { Cart } from '../cart/cart.entity.ts';
import { holdsExactly } from '../cart/held-items.ts';
import type { RequestScope } from '../context.ts';
import type { NamedAttendee } from './order.entity.ts';
import { CartChangedError } from './order.errors.ts';
import type { CheckoutValues } from './order.input.ts';

/** Attendees whose answers events found to hold for these items of a cart. */
export interface CheckedAttendees {
  readonly items: Cart['items'];
  readonly attendees: readonly NamedAttendee[];
}

/**
 * Lets events judge what the attendees answer, before anybody pays; each answer comes back with the text of its
 * question, which is what the organizer asked at this moment. Throws BAD_USER_INPUT with the paths of `checkout`'s input.
 */
export async function checkAttendees(
  { commands, requestId }: Pick<RequestScope, 'commands' | 'requestId'>,
  { eventId, organizationId, items }: Cart,
  { attendees }: CheckoutValues,
): Promise<CheckedAttendees> {
  const named = attendees ?? [];
  const input = {
    eventId,
    tickets: items.map(({ ticketTypeId, quantity }) => ({ ticketTypeId, quantity })),
    attendees: named.map(({ ticketTypeId, answers }) => ({ ticketTypeId, answers: answers ?? [] })),
  };
  const checked = await commands.checkAnswers(input, { organizationId, requestId });
  return {
    items,
    attendees: named.map(({ ticketTypeId, name, email }, index) => ({
      ...{ ticketTypeId, name, email, answers: checked[index]!.answers },
    })),
  };
}

/** Throws CART_CHANGED unless the cart holds what its attendees were judged for; null if it was not open then. */
export function requireSameItems(cart: Cart, checked: CheckedAttendees | null): asserts checked is CheckedAttendees {
  if (!checked || !holdsExactly(checked.items, cart.items)) throw new CartChangedError();
}
