import type {
  CheckAnswersQuery,
  HoldsForAuditQuery,
  HoldTicketsMutation,
  IssueTicketsMutation,
  SaleFactsForServiceQuery,
  StockFaultsForServiceQuery,
  TakeWaitlistOfferMutation,
  TicketsForAuditQuery,
} from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';

/** Tickets that are set aside for a cart or an order, with the prices that events has stored. */
export type TicketHold = HoldTicketsMutation['holdTickets'];

/** What a hold keeps of one ticket type, without what only matters to a new cart. */
export type HeldLine = Omit<TicketHold['lines'][number], 'hidden'>;

/** What the waitlist kept for someone, with the end of the hold. */
export type WaitlistOffer = TakeWaitlistOfferMutation['takeWaitlistOffer'];

/** A ticket that was issued for an order. */
export type IssuedTicket = IssueTicketsMutation['issueTickets'][number];

/** An answer that events found to hold. */
export type CheckedAnswers = CheckAnswersQuery['checkAnswers'][number];

export const holdTickets = graphql(`
  mutation HoldTickets($input: HoldTicketsInput!) {
    holdTickets(input: $input) {
      id
      eventId
      organizationId
      lines { ticketTypeId name quantity hidden unitPrice { amount currency } }
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

export const takeWaitlistOffer = graphql(`
  mutation TakeWaitlistOffer($token: String!, $expiresAt: DateTime!) {
    takeWaitlistOffer(token: $token, expiresAt: $expiresAt) {
      id
      eventId
      organizationId
      expiresAt
      accessCode
      lines { ticketTypeId name quantity unitPrice { amount currency } }
    }
  }
`);

export const issueTickets = graphql(`
  mutation IssueTickets($input: IssueTicketsInput!) {
    issueTickets(input: $input) { ticketId code ticketTypeId ticketTypeName admits }
  }
`);

export const checkAnswers = graphql(`
  query CheckAnswers($input: CheckAnswersInput!) {
    checkAnswers(input: $input) { answers { questionId kind label values } }
  }
`);

export const changeAnswersForOrder = graphql(`
  mutation ChangeAnswersForOrder($orderId: ID!, $ticketId: ID!, $answers: [AnswerInput!]!) {
    changeAnswersForOrder(orderId: $orderId, ticketId: $ticketId, answers: $answers)
  }
`);

export const voidTickets = graphql(`
  mutation VoidTickets($input: VoidTicketsInput!) {
    voidTickets(input: $input)
  }
`);

/** A ticket as events has it. */
export type AuditedTicket = TicketsForAuditQuery['ticketsForAudit'][number];

/** A hold that keeps tickets, as events has it. */
export type AuditedHold = HoldsForAuditQuery['holdsForAudit'][number];

export type StockFault = StockFaultsForServiceQuery['stockFaultsForService'][number];

export const stockFaultsForService = graphql(`
  query StockFaultsForService {
    stockFaultsForService { check id expected actual }
  }
`);

export const ticketsForAudit = graphql(`
  query TicketsForAudit($after: ID, $first: Int!) {
    ticketsForAudit(after: $after, first: $first) { id orderId ticketTypeId good }
  }
`);

export const holdsForAudit = graphql(`
  query HoldsForAudit($after: ID, $first: Int!, $minimumAge: Int!) {
    holdsForAudit(after: $after, first: $first, minimumAge: $minimumAge) {
      id
      organizationId
      expiresAt
      lines { ticketTypeId quantity }
    }
  }
`);

/** What events tells of an event that tickets are sold for. */
export type SaleFacts = SaleFactsForServiceQuery['saleFactsForService'];

export const saleFactsForService = graphql(`
  query SaleFactsForService($eventId: ID!) {
    saleFactsForService(eventId: $eventId) {
      title
      startsAt
      timeZone
      country
      ticketTypes { id name unitPrice { amount currency } }
    }
  }
`);

export const exchangeTicket = graphql(`
  mutation ExchangeTicket($input: ExchangeTicketInput!) {
    exchangeTicket(input: $input) { ticketId code ticketTypeId }
  }
`);

export const renameAttendee = graphql(`
  mutation RenameAttendee($input: RenameAttendeeInput!) {
    renameAttendee(input: $input)
  }
`);
