/** The fields of an event as people call them. */
const NAMES: Readonly<Record<string, string>> = {
  startsAt: 'beginning',
  endsAt: 'end',
  salesStartAt: 'opening of sales',
  salesEndAt: 'close of sales',
  timeZone: 'time zone',
  onlineUrl: 'link',
  holdersMayTransfer: 'transfer of tickets',
  ticketTypes: 'ticket types',
  addOnGroups: 'add-ons',
  images: 'pictures',
  series: 'series',
};

/** One field: `ticketTypes.Standing.price` is the price of the ticket type “Standing”. */
function fieldName(field: string): string {
  const [first = '', name, part] = field.split('.');
  if (name === undefined) return NAMES[first] ?? first;
  return `${part ? `${NAMES[part] ?? part} of ` : ''}${NAMES[first] ?? first} “${name}”`;
}

/** Fields in a sentence: “title, end and venue”. */
export const fieldNames = (fields: readonly string[]): string =>
  new Intl.ListFormat('en').format([...new Set(fields.map(fieldName))]);
