import type { DoorData, DoorEntry } from './door-data.ts';
import { codeHash, isSignedBy, isSignedForm, readSignedTicket } from './signed-ticket.ts';

/** What a device finds out about a code by itself. */
export type Judgement =
  | { readonly kind: 'good'; readonly ticketId: string; readonly name: string | null; readonly typeName: string }
  | { readonly kind: 'used'; readonly at: string }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Only the server can tell, such as a typed code that was sold since. */
  | { readonly kind: 'unsure'; readonly reason: string };

/**
 * Judges a code without a network. `usedHere` has the tickets that this device let in itself since, with when.
 * A signed ticket that is in no list yet is good by its signature alone: it was sold after the list was read.
 */
export async function judge(code: string, data: DoorData, usedHere: ReadonlyMap<string, string>): Promise<Judgement> {
  if (data.eventCancelled) return refused('The event is cancelled.');
  const found = isSignedForm(code) ? await bySignature(code, data) : await byCode(code, data);
  if ('kind' in found) return found;
  const { entry, ticketId, ticketTypeId } = found;
  const takes = data.ticketTypeIds ? data.ticketTypeIds.includes(ticketTypeId) : (entry?.admits ?? true);
  if (!takes) return refused('Tickets of this type are not for this list.');
  const usedAt = usedHere.get(ticketId) ?? entry?.checkedInAt;
  if (usedAt) return { kind: 'used', at: usedAt };
  return { kind: 'good', ticketId, name: entry?.name ?? null, typeName: data.typeNames[ticketTypeId] ?? 'Ticket' };
}

interface Found {
  readonly ticketId: string;
  readonly ticketTypeId: string;
  readonly entry: DoorEntry | undefined;
}

async function bySignature(code: string, data: DoorData): Promise<Found | Judgement> {
  const ticket = readSignedTicket(code);
  const key = ticket && data.keys[ticket.keyId];
  if (!ticket || !key || !(await isSignedBy(ticket, key))) return refused('This QR code is not genuine.');
  const { ticketId, ticketTypeId, serial } = ticket;
  if (ticket.eventId !== data.eventId) return refused('This ticket is for another event.');
  if (serial <= (data.voidSerials[ticketId] ?? 0))
    return refused('This QR code is void: the ticket was changed or cancelled.');
  return { ticketId, ticketTypeId, entry: data.entries[ticketId] };
}

async function byCode(code: string, data: DoorData): Promise<Found | Judgement> {
  const hash = await codeHash(code);
  const entry = Object.values(data.entries).find(it => it.codeHash === hash);
  if (!entry)
    return { kind: 'unsure', reason: 'This code is not in the list on this device. Check it, or scan the QR code.' };
  return { ticketId: entry.ticketId, ticketTypeId: entry.ticketTypeId, entry };
}

const refused = (reason: string): Judgement => ({ kind: 'refused', reason });
