/** Someone in line, as far as it matters for what they get. */
export interface InLine {
  readonly id: string;
  readonly ticketTypeId: string;
  readonly quantity: number;
  readonly acceptFewer: boolean;
  /** The fewest that an order of the type takes. */
  readonly minPerOrder: number;
  /** What was set aside for them before. */
  readonly gathered: number;
}

/** What is free before anything is given: of each ticket type, and of the event (null for no limit). */
export interface Free {
  readonly ofType: ReadonlyMap<string, number>;
  readonly ofEvent: number | null;
}

/** What someone in line gets now, and whether it is enough to be offered. */
export interface Share {
  readonly id: string;
  readonly ticketTypeId: string;
  /** Taken now, on top of what was gathered. */
  readonly taken: number;
  readonly total: number;
  readonly offered: boolean;
}

/**
 * Shares free places out, strictly in order: nobody is passed over by someone who joined later for the same tickets.
 * Whoever takes fewer is offered what there is; for whoever insists on all, places are set aside one by one until there
 * are enough. So nobody starves, and nothing is offered that an order could not take. Pure.
 */
export function shareOut(line: readonly InLine[], free: Free): Share[] {
  const left = new Map(free.ofType);
  let ofEvent = free.ofEvent ?? Number.POSITIVE_INFINITY;
  const shares: Share[] = [];
  for (const { id, ticketTypeId, quantity, acceptFewer, minPerOrder, gathered } of line) {
    const taken = Math.min(left.get(ticketTypeId) ?? 0, ofEvent, quantity - gathered);
    if (taken <= 0) continue;
    left.set(ticketTypeId, left.get(ticketTypeId)! - taken);
    ofEvent -= taken;
    const total = gathered + taken;
    const enough = acceptFewer ? Math.min(minPerOrder, quantity) : quantity;
    shares.push({ id, ticketTypeId, taken, total, offered: total >= enough });
  }
  return shares;
}
