import type { Client, CombinedError } from 'urql';
import type { CheckInTicketMutation } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { codeOf, messageOf } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import type { Judgement } from './offline/judge.ts';

const CheckInMutation = graphql(`
  mutation CheckInTicket($code: String!, $idempotencyKey: String!, $listId: ID) {
    checkInTicket(code: $code, idempotencyKey: $idempotencyKey, listId: $listId) {
      id
      checkedInAt
      ticket {
        id
        attendee { name }
        ticketType { id name }
        event { id title }
      }
    }
  }
`);

const UndoMutation = graphql(`
  mutation UndoCheckIn($code: String!, $listId: ID) { undoCheckIn(code: $code, listId: $listId) { id status } }
`);

/** What came of one scan. `waiting` and `unreachable` have no answer yet; a repetition keeps the key. */
export type Outcome =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'admitted'; readonly ticket: CheckInTicketMutation['checkInTicket']['ticket'] }
  /** Let in by this device alone; the server hears of it later. */
  | { readonly kind: 'admitted-here'; readonly name: string | null; readonly typeName: string }
  | { readonly kind: 'used' | 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'undone' };

/** A queue does not wait longer for an answer. */
const PATIENCE_MS = 5_000;

/** What a device found out by itself, as the answer to a scan. */
export function outcomeOf(judgement: Judgement): Outcome {
  switch (judgement.kind) {
    case 'good':
      return { kind: 'admitted-here', name: judgement.name, typeName: judgement.typeName };
    case 'used':
      return { kind: 'used', reason: `Let in on ${formatTime(judgement.at)}.` };
    case 'refused':
      return judgement;
    case 'unsure':
      return { kind: 'unreachable', reason: `No network. ${judgement.reason}` };
  }
}

/** Asks the server to let the bearer of a code in. Never rejects. */
export async function admit(
  client: Client,
  { code, key, listId }: { readonly code: string; readonly key: string; readonly listId: string | null },
): Promise<Outcome> {
  const context = { fetchOptions: { signal: AbortSignal.timeout(PATIENCE_MS) } };
  const { data, error } = await client
    .mutation(CheckInMutation, { code, idempotencyKey: key, listId }, context)
    .toPromise();
  if (data) return { kind: 'admitted', ticket: data.checkInTicket.ticket };
  return refusalOf(error!);
}

/** Asks the server to make a used ticket valid again. Returns why it did not, if so. */
export async function undo(client: Client, code: string, listId: string | null): Promise<string | undefined> {
  const { error } = await client.mutation(UndoMutation, { code, listId }).toPromise();
  return error && messageOf(error);
}

function refusalOf(error: CombinedError): Outcome {
  if (error.networkError) return { kind: 'unreachable', reason: messageOf(error) };
  const facts = error.graphQLErrors[0]?.extensions ?? {};
  switch (codeOf(error)) {
    case 'TICKET_ALREADY_USED':
      return { kind: 'used', reason: usedBefore(facts) };
    case 'NOT_FOUND':
      return { kind: 'refused', reason: 'There is no ticket with this code.' };
    case 'TICKET_TRANSFERRED':
      return { kind: 'refused', reason: 'This ticket was changed or given to someone else, and has a new code.' };
    case 'TICKET_NOT_GENUINE':
      return { kind: 'refused', reason: 'This QR code is not genuine.' };
    case 'TICKET_OF_OTHER_EVENT':
      return { kind: 'refused', reason: 'This ticket is for another event.' };
    case 'TICKET_NOT_VALID':
      return { kind: 'refused', reason: whyVoid(facts) };
    default:
      return { kind: 'refused', reason: messageOf(error) };
  }
}

function usedBefore({ checkedInAt, checkedInBy }: Readonly<Record<string, unknown>>): string {
  const when = typeof checkedInAt === 'string' ? ` on ${formatTime(checkedInAt)}` : '';
  const name = (checkedInBy as { readonly name?: string | null } | null | undefined)?.name;
  return `Let in${when}${name ? ` by ${name}` : ''}.`;
}

function whyVoid({ status, eventStatus }: Readonly<Record<string, unknown>>): string {
  if (eventStatus === 'CANCELLED') return 'The event is cancelled.';
  if (status === 'REFUNDED') return 'The money for this ticket was given back.';
  if (status === 'CANCELLED') return 'The order of this ticket was cancelled.';
  return 'This ticket is not valid.';
}
