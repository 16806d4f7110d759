import type { Money } from '@ticketbase/kernel';
import type { TypedDocument } from '@ticketbase/subgraph-kit';

/** Tickets that are set aside for a cart or an order, with the prices that events has stored. */
export interface TicketHold {
  readonly id: string;
  readonly eventId: string;
  readonly organizationId: string;
  readonly lines: ReadonlyArray<{
    readonly ticketTypeId: string;
    readonly name: string;
    readonly quantity: number;
    readonly unitPrice: Money;
  }>;
}

/** A ticket that was issued for an order. */
export interface IssuedTicket {
  readonly ticketId: string;
  readonly code: string;
  readonly ticketTypeId: string;
  readonly ticketTypeName: string;
}

export interface HoldTicketsVariables {
  readonly input: {
    readonly holdId: string;
    readonly eventId: string;
    readonly items: ReadonlyArray<{ readonly ticketTypeId: string; readonly quantity: number }>;
    /** RFC 3339. */
    readonly expiresAt: string;
    readonly accessCode: string | null;
  };
}

export const holdTickets = `
  mutation HoldTickets($input: HoldTicketsInput!) {
    holdTickets(input: $input) {
      id
      eventId
      organizationId
      lines { ticketTypeId name quantity unitPrice { amount currency } }
    }
  }
` as TypedDocument<{ holdTickets: TicketHold }, HoldTicketsVariables>;

export const extendHold = `
  mutation ExtendHold($holdId: ID!, $expiresAt: DateTime!) {
    extendHold(holdId: $holdId, expiresAt: $expiresAt) {
      lines { ticketTypeId name quantity unitPrice { amount currency } }
    }
  }
` as TypedDocument<{ extendHold: Pick<TicketHold, 'lines'> }, { holdId: string; expiresAt: string }>;

export const releaseHold = `
  mutation ReleaseHold($holdId: ID!) {
    releaseHold(holdId: $holdId)
  }
` as TypedDocument<{ releaseHold: boolean }, { holdId: string }>;

export interface IssueTicketsVariables {
  readonly input: {
    readonly holdId: string;
    readonly orderId: string;
    readonly buyerName: string;
    readonly buyerEmail: string;
    readonly buyerUserId: string | null;
    readonly attendees: ReadonlyArray<{
      readonly ticketTypeId: string;
      readonly name: string | null;
      readonly email: string | null;
    }>;
  };
}

export const issueTickets = `
  mutation IssueTickets($input: IssueTicketsInput!) {
    issueTickets(input: $input) { ticketId code ticketTypeId ticketTypeName }
  }
` as TypedDocument<{ issueTickets: IssuedTicket[] }, IssueTicketsVariables>;

export interface VoidTicketsVariables {
  readonly input: {
    readonly orderId: string;
    readonly ticketIds: readonly string[];
    readonly status: 'CANCELLED' | 'REFUNDED';
  };
}

export const voidTickets = `
  mutation VoidTickets($input: VoidTicketsInput!) {
    voidTickets(input: $input)
  }
` as TypedDocument<{ voidTickets: number }, VoidTicketsVariables>;
