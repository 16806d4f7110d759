interface SalesWindow {
  readonly salesStartAt?: string | null;
  readonly salesEndAt?: string | null;
}

interface EventSales extends SalesWindow {
  readonly status: string;
  readonly endsAt: string;
}

interface TypeSales extends SalesWindow {
  readonly available: number;
  readonly minPerOrder: number;
  readonly maxPerOrder: number;
}

/** Whether something can be bought now, and if not, why. `max` is the most that one order takes. */
export type Availability =
  | { readonly state: 'on-sale'; readonly min: number; readonly max: number }
  | { readonly state: 'not-yet'; readonly opensAt: string }
  | { readonly state: 'closed' | 'sold-out' };

/** What the event as a whole allows; the server's word is what counts at the end. */
export function eventAvailability(event: EventSales, now: Date): 'cancelled' | 'over' | 'open' {
  if (event.status === 'CANCELLED') return 'cancelled';
  return event.status === 'PUBLISHED' && now < new Date(event.endsAt) ? 'open' : 'over';
}

/** Whether one ticket type can be bought. It is sold while both its own window and the event's are open. */
export function typeAvailability(event: EventSales, type: TypeSales, now: Date): Availability {
  const opensAt = [event.salesStartAt, type.salesStartAt].filter(at => at != null && now < new Date(at)) as string[];
  const ended = [event.salesEndAt, type.salesEndAt, event.endsAt].some(at => at != null && now >= new Date(at));
  if (ended || event.status !== 'PUBLISHED') return { state: 'closed' };
  const latest = opensAt.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  if (latest) return { state: 'not-yet', opensAt: latest };
  const max = Math.min(type.maxPerOrder, type.available);
  return max < type.minPerOrder ? { state: 'sold-out' } : { state: 'on-sale', min: type.minPerOrder, max };
}

/** The next quantity in a direction: from none straight to the fewest that an order takes, and back. */
export function step(
  quantity: number,
  by: 1 | -1,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  if (by === 1) return quantity < min ? min : Math.min(quantity + 1, max);
  return quantity <= min ? 0 : quantity - 1;
}

/** What someone typed, as a quantity that an order takes, or none. */
export function fit(typed: number, { min, max }: { readonly min: number; readonly max: number }): number {
  if (!Number.isFinite(typed) || typed <= 0) return 0;
  return Math.min(Math.max(Math.trunc(typed), min), max);
}
