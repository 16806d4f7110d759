interface Stock {
  readonly ticketsSold: number;
  readonly capacity?: number | null;
  readonly ticketTypes: ReadonlyArray<{ readonly kind: 'ADMISSION' | 'ADD_ON'; readonly quantity: number }>;
}

/** How many tickets are sold, of as many as could be: by the ticket types and by the event's capacity. */
export function soldOf({ ticketsSold, capacity, ticketTypes }: Stock): string {
  const admissions = ticketTypes.filter(type => type.kind === 'ADMISSION');
  const quantity = admissions.reduce((sum, type) => sum + type.quantity, 0);
  return `${ticketsSold} / ${Math.min(quantity, capacity ?? quantity)}`;
}
