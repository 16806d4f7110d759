import { DomainError } from '@ticketbase/kernel';
import { canBuyFrom, noSuchEvent, requireBuyable } from './buying.policy.ts';
import { InsufficientTicketsError } from './hold.errors.ts';
import type { HoldTicketsValues } from './hold.input.ts';
import type { Sale, SaleType } from './sale.ts';
import { availableOf } from './stock.ts';

type Item = HoldTicketsValues['items'][number];

/** Somebody's wish for a hold of an event. */
export interface HoldRequest {
  /** The tenant that asks; null for a guest. */
  readonly organizationId: string | null;
  readonly values: HoldTicketsValues;
}

/** A line of a hold that will be made. */
export interface PlannedLine extends Item {
  readonly name: string;
  readonly kind: SaleType['kind'];
  readonly hidden: boolean;
  /** Minor units. */
  readonly unitPriceAmount: number;
}

/** What becomes of a request: taken, refused, or left to whoever changes a hold that exists. */
export type Decision =
  | { readonly kind: 'taken'; readonly lines: readonly PlannedLine[] }
  | { readonly kind: 'exists' }
  | { readonly kind: 'refused'; readonly error: Error };

/** Decisions on requests of one event, in their order. */
export interface HoldPlan {
  readonly decisions: readonly Decision[];
  /** Whether one is taken, so that there is something to write. */
  readonly takes: boolean;
  /** Whether one was refused for lack of tickets. */
  readonly isShort: boolean;
}

/**
 * Decides requests for holds in the order in which they came, each on the stock that those before it leave: all of its
 * items, or none. One that finds too little takes nothing from those behind it. Pure; what it decides is true only as
 * long as the sale stays as it was read.
 */
export function planHolds(sale: Sale | undefined, requests: readonly HoldRequest[], now: Date): HoldPlan {
  const left = sale && new Stock(sale);
  const made = new Set<string>();
  const decisions = requests.map((request): Decision => {
    const { holdId, items } = request.values;
    const isKnown = sale?.known.has(holdId) ?? false;
    if (!sale || !left || !canBuyFrom(sale.event, request.organizationId, isKnown)) return refused(noSuchEvent());
    if (isKnown || made.has(holdId)) return { kind: 'exists' };
    try {
      requireBuyable(sale, request.values, [], now);
      left.take(items);
    } catch (error) {
      if (error instanceof DomainError) return refused(error);
      throw error;
    }
    made.add(holdId);
    return { kind: 'taken', lines: linesOf(sale.types, items) };
  });
  return { decisions, takes: made.size > 0, isShort: decisions.some(isShortage) };
}

const refused = (error: Error): Decision => ({ kind: 'refused', error });
const isShortage = (decision: Decision) =>
  decision.kind === 'refused' && decision.error instanceof InsufficientTicketsError;

/** What is left of an event's stock while requests take from it one after the other. */
class Stock {
  private readonly types: ReadonlyMap<string, TypeStock>;
  private readonly event: { readonly capacity: number | null; readonly sold: number; held: number };

  constructor({ types, stock }: Sale) {
    this.types = new Map(types.map(({ id, kind, quantity, sold, held }) => [id, { kind, quantity, sold, held }]));
    this.event = { ...stock };
  }

  /** Takes all of the items; or nothing, and throws INSUFFICIENT_TICKETS for the one that falls shortest. */
  take(items: readonly Item[]): void {
    const { capacity, sold, held } = this.event;
    // The event's capacity is of people.
    const people = items.reduce((sum, item) => sum + (this.of(item).kind === 'ADMISSION' ? item.quantity : 0), 0);
    const fits = items.every(item => this.of(item).quantity - this.of(item).sold - this.of(item).held >= item.quantity);
    if (!fits || (people > 0 && capacity !== null && sold + held + people > capacity)) throw this.shortage(items);
    this.event.held += people;
    for (const item of items) this.of(item).held += item.quantity;
  }

  private of({ ticketTypeId }: Item): TypeStock {
    return this.types.get(ticketTypeId)!;
  }

  private shortage(items: readonly Item[]): InsufficientTicketsError {
    const [shortest] = items
      .map(item => ({ item, available: availableOf(this.of(item), this.event) }))
      .sort((a, b) => a.available - a.item.quantity - (b.available - b.item.quantity) || byId(a.item, b.item));
    return new InsufficientTicketsError(shortest!.item.ticketTypeId, shortest!.available);
  }
}

const byId = (a: Item, b: Item) => (a.ticketTypeId < b.ticketTypeId ? -1 : 1);

type TypeStock = Pick<SaleType, 'kind' | 'quantity' | 'sold'> & { held: number };

/** In the order of the ticket types. */
function linesOf(types: readonly SaleType[], items: readonly Item[]): PlannedLine[] {
  const wanted = new Map(items.map(item => [item.ticketTypeId, item.quantity]));
  return types
    .filter(type => wanted.has(type.id))
    .map(({ id, name, kind, hidden, priceAmount }) => ({
      ...{ ticketTypeId: id, name, kind, hidden, quantity: wanted.get(id)!, unitPriceAmount: priceAmount },
    }));
}
