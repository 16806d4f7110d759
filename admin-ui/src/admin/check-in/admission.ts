import type { Client, CombinedError } from 'urql';
import type { CheckInTicketMutation } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { codeOf, messageOf } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';

const CheckInMutation = graphql(`
  mutation CheckInTicket($code: String!, $idempotencyKey: String!) {
    checkInTicket(code: $code, idempotencyKey: $idempotencyKey) {
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
  mutation UndoCheckIn($code: String!) { undoCheckIn(code: $code) { id status } }
`);

/** What came of one scan. `waiting` and `unreachable` have no answer yet; a repetition keeps the key. */
export type Outcome =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'admitted'; readonly ticket: CheckInTicketMutation['checkInTicket']['ticket'] }
  | { readonly kind: 'used' | 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'undone' };

/** Asks the server to let the bearer of a code in. Never rejects. */
export async function admit(client: Client, code: string, idempotencyKey: string): Promise<Outcome> {
  const { data, error } = await client.mutation(CheckInMutation, { code, idempotencyKey }).toPromise();
  if (data) return { kind: 'admitted', ticket: data.checkInTicket.ticket };
  return refusalOf(error!);
}

/** Asks the server to make a used ticket valid again. Returns why it did not, if so. */
export async function undo(client: Client, code: string): Promise<string | undefined> {
  const { error } = await client.mutation(UndoMutation, { code }).toPromise();
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
      return { kind: 'refused', reason: 'This ticket was given to someone else, and has a new code.' };
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
