import type { EventVisibility, TicketTypeInput, VenueInput } from '../../generated/graphql.ts';
import { minorUnits } from '../../ui/minor-units.ts';
import { numberOf, textOf } from '../../ui/text-of.ts';
import { instantOf } from '../../ui/wall-time.ts';

/** What a form holds, or what in it cannot be sent, by the field's name. */
export type Reading<Input> = { readonly input: Input } | { readonly faults: Readonly<Record<string, string>> };

/** The instant in a `datetime-local` field, read by the clocks of the zone; null if it is empty. */
const momentOf = (form: FormData, name: string, timeZone: string): string | null =>
  instantOf(textOf(form, name) ?? '', timeZone) ?? null;

/** The fields that an event has when it is made and when it is changed. Empty ones are null. */
export function readEvent(form: FormData) {
  const timeZone = textOf(form, 'timeZone') ?? 'UTC';
  const venue = readVenue(form);
  return {
    title: textOf(form, 'title') ?? '',
    description: textOf(form, 'description') ?? null,
    category: textOf(form, 'category') ?? null,
    tags: (textOf(form, 'tags') ?? '').split(',').flatMap(tag => tag.trim() || []),
    timeZone,
    startsAt: momentOf(form, 'startsAt', timeZone) ?? '',
    endsAt: momentOf(form, 'endsAt', timeZone) ?? '',
    salesStartAt: momentOf(form, 'salesStartAt', timeZone),
    salesEndAt: momentOf(form, 'salesEndAt', timeZone),
    venue,
    onlineUrl: textOf(form, 'onlineUrl') ?? null,
    capacity: numberOf(form, 'capacity'),
    visibility: visibilityOf(form),
  };
}

function readVenue(form: FormData): VenueInput | null {
  const [name, address, city] = ['venue.name', 'venue.address', 'venue.city'].map(field => textOf(form, field));
  const country = textOf(form, 'venue.country')?.toUpperCase();
  // A place without a name is sent nevertheless: the server says at the field what is missing.
  return name || address || city || country ? { name: name ?? '', address, city, country } : null;
}

function visibilityOf(form: FormData): EventVisibility {
  const value = textOf(form, 'visibility');
  return value === 'UNLISTED' || value === 'PRIVATE' ? value : 'PUBLIC';
}

/** The ticket type in the fields whose names begin with `prefix`. Amounts are read in the event's currency. */
export function readTicketType(
  form: FormData,
  { prefix = '', currency }: { readonly prefix?: string; readonly currency: string },
): Reading<TicketTypeInput> {
  const price = minorUnits(textOf(form, `${prefix}price`) ?? '', currency);
  if (price === undefined) return { faults: { [`${prefix}price`]: `Type an amount in ${currency}, such as 12.50.` } };
  return {
    input: {
      name: textOf(form, `${prefix}name`) ?? '',
      price,
      quantity: numberOf(form, `${prefix}quantity`) ?? 0,
    },
  };
}

/** A ticket type with everything that its own form has. */
export function readWholeTicketType(
  form: FormData,
  event: { readonly currency: string; readonly timeZone: string },
): Reading<TicketTypeInput> {
  const reading = readTicketType(form, event);
  if ('faults' in reading) return reading;
  return {
    input: {
      ...reading.input,
      kind: textOf(form, 'addOnGroupId') ? 'ADD_ON' : 'ADMISSION',
      addOnGroupId: textOf(form, 'addOnGroupId') ?? null,
      description: textOf(form, 'description') ?? null,
      minPerOrder: numberOf(form, 'minPerOrder'),
      maxPerOrder: numberOf(form, 'maxPerOrder'),
      salesStartAt: momentOf(form, 'salesStartAt', event.timeZone),
      salesEndAt: momentOf(form, 'salesEndAt', event.timeZone),
      hidden: form.has('hidden'),
      accessCode: textOf(form, 'accessCode') ?? null,
      sortOrder: numberOf(form, 'sortOrder'),
    },
  };
}
