import type { HoldTicketsMutation, IssueTicketsMutation } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';

/** Tickets that are set aside for a cart or an order, with the prices that events has stored. */
export type TicketHold = HoldTicketsMutation['holdTickets'];

/** A ticket that was issued for an order. */
export type IssuedTicket = IssueTicketsMutation['issueTickets'][number];

export const holdTickets = graphql(`
  mutation HoldTickets($input: HoldTicketsInput!) {
    holdTickets(input: $input) {
      id
      eventId
      organizationId
      lines { ticketTypeId name quantity unitPrice { amount currency } }
    }
  }
`);

export const extendHold = graphql(`
  mutation ExtendHold($holdId: ID!, $expiresAt: DateTime!) {
    extendHold(holdId: $holdId, expiresAt: $expiresAt) {
      lines { ticketTypeId name quantity unitPrice { amount currency } }
    }
  }
`);

export const releaseHold = graphql(`
  mutation ReleaseHold($holdId: ID!) {
    releaseHold(holdId: $holdId)
  }
`);

export const issueTickets = graphql(`
  mutation IssueTickets($input: IssueTicketsInput!) {
    issueTickets(input: $input) { ticketId code ticketTypeId ticketTypeName }
  }
`);

export const voidTickets = graphql(`
  mutation VoidTickets($input: VoidTicketsInput!) {
    voidTickets(input: $input)
  }
`);
