/** In the clocks of whoever looks: what runs in the background belongs to no event's time zone. */
export const formatMoment = (instant: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' }).format(new Date(instant));
