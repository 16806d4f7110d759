/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** An answer to one question. */
export type AnswerInput = {
  /** The question. */
  questionId: string;
  /** One value, or those chosen; true or false for yes or no, 2027-01-31 for a date. Empty for no answer. */
  values: Array<string>;
};

/** How many tickets of a type want answers. */
export type AnsweredTicketsInput = {
  /** How many. */
  quantity: number;
  /** The ticket type. */
  ticketTypeId: string;
};

/** What somebody answers for one ticket. */
export type AnsweringAttendeeInput = {
  /** The answers. */
  answers: Array<AnswerInput>;
  /** The type of the ticket. */
  ticketTypeId: string;
};

/** Who comes with one of the tickets. */
export type AttendeeInput = {
  /** What the attendee answered, found to hold. */
  answers?: Array<KeptAnswerInput> | null | undefined;
  /** The attendee's e-mail address; the buyer's by default. */
  email?: string | null | undefined;
  /** The attendee's name; the buyer's by default. */
  name?: string | null | undefined;
  /** The type of the ticket. */
  ticketTypeId: string;
};

/** What is bought, and what the attendees answer. */
export type CheckAnswersInput = {
  /** The attendees, no more than there are tickets. */
  attendees: Array<AnsweringAttendeeInput>;
  /** The event. */
  eventId: string;
  /** What is bought; each ticket type once. */
  tickets: Array<AnsweredTicketsInput>;
};

/** Which ticket of an order becomes which type’s. */
export type ExchangeTicketInput = {
  /** The change of the order; it has one effect. Also the id of a hold that keeps the new ticket, if any. */
  changeId: string;
  /** The order. */
  orderId: string;
  /** The ticket, one of the order’s. */
  ticketId: string;
  /** The ticket type that it becomes, of the same event. */
  ticketTypeId: string;
};

/** How many tickets of one type to keep. */
export type HoldItemInput = {
  /** How many. */
  quantity: number;
  /** The ticket type. */
  ticketTypeId: string;
};

/** What to keep: all of it, or nothing. */
export type HoldTicketsInput = {
  /** Opens hidden ticket types with this access code. */
  accessCode?: string | null | undefined;
  /** What the one who gave the access code is known by; wrong codes are counted by it. */
  client?: string | null | undefined;
  /** The event. */
  eventId: string;
  /** When the tickets go back on sale unless they are issued before. */
  expiresAt: string;
  /** The hold's id, chosen by the holder. Given again with other items, it replaces them. */
  holdId: string;
  /** What to keep; each ticket type once. */
  items: Array<HoldItemInput>;
  /** True if it takes the place of a ticket of an order, which has its add-ons already; false by default. */
  replacesTicket?: boolean | null | undefined;
};

/** Turns a hold into the tickets of an order. */
export type IssueTicketsInput = {
  /** Who comes with which ticket; tickets beyond those named are for the buyer. */
  attendees?: Array<AttendeeInput> | null | undefined;
  /** The buyer's e-mail address. */
  buyerEmail: string;
  /** The buyer's name. */
  buyerName: string;
  /** The buyer, if signed in. */
  buyerUserId?: string | null | undefined;
  /** The hold. */
  holdId: string;
  /** The order; asking again for the same one answers with the same tickets. */
  orderId: string;
};

/** An answer that was found to hold, with the text that its question had. */
export type KeptAnswerInput = {
  /** How it was answered. */
  kind: QuestionKind;
  /** What was asked. */
  label: string;
  /** The question. */
  questionId: string;
  /** What was answered. */
  values: Array<string>;
};

/** How a question is answered. */
export type QuestionKind =
  /** By a date, such as 2027-01-31. */
  | 'DATE'
  /** By an e-mail address. */
  | 'EMAIL'
  /** In sentences, at most 5,000 characters. */
  | 'LONG_TEXT'
  /** By any of its choices. */
  | 'MULTIPLE_CHOICE'
  /** By a number, with a point or comma before its fraction. */
  | 'NUMBER'
  /** By a phone number. */
  | 'PHONE'
  /** In a few words, at most 250 characters. */
  | 'SHORT_TEXT'
  /** By one of its choices. */
  | 'SINGLE_CHOICE'
  /** By true or false. */
  | 'YES_NO';

/** Who comes with a ticket of an order, as its buyer says. */
export type RenameAttendeeInput = {
  /** The attendee’s name, 1 to 200 characters. */
  name: string;
  /** The order. */
  orderId: string;
  /** The ticket, one of the order’s. */
  ticketId: string;
};

/** What a ticket is good for. */
export type TicketStatus =
  /** Void: the order was cancelled. */
  | 'CANCELLED'
  /** Void: the money was given back. */
  | 'REFUNDED'
  /** Its bearer is in. */
  | 'USED'
  /** Lets its bearer in, once. */
  | 'VALID';

/** Which tickets of an order to make void. */
export type VoidTicketsInput = {
  /** The order. */
  orderId: string;
  /** Why they are void: CANCELLED or REFUNDED. */
  status: TicketStatus;
  /** The tickets, all of this order's. */
  ticketIds: Array<string>;
};

export type HoldTicketsMutationVariables = Exact<{
  input: HoldTicketsInput;
}>;


export type HoldTicketsMutation = { holdTickets: { id: string, eventId: string, organizationId: string, lines: Array<{ ticketTypeId: string, name: string, quantity: number, hidden: boolean, unitPrice: { amount: number, currency: string } }> } };

export type ExtendHoldMutationVariables = Exact<{
  holdId: string;
  expiresAt: string;
}>;


export type ExtendHoldMutation = { extendHold: { lines: Array<{ ticketTypeId: string, name: string, quantity: number, unitPrice: { amount: number, currency: string } }> } };

export type ReleaseHoldMutationVariables = Exact<{
  holdId: string;
}>;


export type ReleaseHoldMutation = { releaseHold: boolean };

export type TakeWaitlistOfferMutationVariables = Exact<{
  token: string;
  expiresAt: string;
}>;


export type TakeWaitlistOfferMutation = { takeWaitlistOffer: { id: string, eventId: string, organizationId: string, expiresAt: string, accessCode: string | null, lines: Array<{ ticketTypeId: string, name: string, quantity: number, unitPrice: { amount: number, currency: string } }> } };

export type IssueTicketsMutationVariables = Exact<{
  input: IssueTicketsInput;
}>;


export type IssueTicketsMutation = { issueTickets: Array<{ ticketId: string, code: string, ticketTypeId: string, ticketTypeName: string, admits: boolean }> };

export type CheckAnswersQueryVariables = Exact<{
  input: CheckAnswersInput;
}>;


export type CheckAnswersQuery = { checkAnswers: Array<{ answers: Array<{ questionId: string, kind: QuestionKind, label: string, values: Array<string> }> }> };

export type ChangeAnswersForOrderMutationVariables = Exact<{
  orderId: string;
  ticketId: string;
  answers: Array<AnswerInput> | AnswerInput;
}>;


export type ChangeAnswersForOrderMutation = { changeAnswersForOrder: boolean };

export type VoidTicketsMutationVariables = Exact<{
  input: VoidTicketsInput;
}>;


export type VoidTicketsMutation = { voidTickets: number };

export type StockFaultsForServiceQueryVariables = Exact<{ [key: string]: never; }>;


export type StockFaultsForServiceQuery = { stockFaultsForService: Array<{ check: string, id: string, expected: string, actual: string }> };

export type TicketsForAuditQueryVariables = Exact<{
  after?: string | null | undefined;
  first: number;
}>;


export type TicketsForAuditQuery = { ticketsForAudit: Array<{ id: string, orderId: string, ticketTypeId: string, good: boolean }> };

export type HoldsForAuditQueryVariables = Exact<{
  after?: string | null | undefined;
  first: number;
  minimumAge: number;
}>;


export type HoldsForAuditQuery = { holdsForAudit: Array<{ id: string, organizationId: string, expiresAt: string, lines: Array<{ ticketTypeId: string, quantity: number }> }> };

export type SaleFactsForServiceQueryVariables = Exact<{
  eventId: string;
}>;


export type SaleFactsForServiceQuery = { saleFactsForService: { title: string, startsAt: string, timeZone: string, country: string | null, ticketTypes: Array<{ id: string, name: string, unitPrice: { amount: number, currency: string } }> } };

export type ExchangeTicketMutationVariables = Exact<{
  input: ExchangeTicketInput;
}>;


export type ExchangeTicketMutation = { exchangeTicket: { ticketId: string, code: string | null, ticketTypeId: string } };

export type RenameAttendeeMutationVariables = Exact<{
  input: RenameAttendeeInput;
}>;


export type RenameAttendeeMutation = { renameAttendee: boolean };

export type PaymentMethodsForServiceQueryVariables = Exact<{ [key: string]: never; }>;


export type PaymentMethodsForServiceQuery = { paymentMethodsForService: Array<{ id: string, pluginId: string, methodId: string, label: string, description: string | null, startAction: string, confirmAction: string | null, refundAction: string | null }> };

export type RunPluginActionMutationVariables = Exact<{
  pluginId: string;
  action: string;
  params: unknown;
  idempotencyKey?: string | null | undefined;
}>;


export type RunPluginActionMutation = { runPluginAction: { ok: boolean, data: unknown, error: { code: string, message: string } | null } };

export type OrganizationForServiceQueryVariables = Exact<{
  id: string;
}>;


export type OrganizationForServiceQuery = { organizationForService: { id: string, settings: { holdMinutes: number } } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const HoldTicketsDocument = new TypedDocumentString(`
    mutation HoldTickets($input: HoldTicketsInput!) {
  holdTickets(input: $input) {
    id
    eventId
    organizationId
    lines {
      ticketTypeId
      name
      quantity
      hidden
      unitPrice {
        amount
        currency
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HoldTicketsMutation, HoldTicketsMutationVariables>;
export const ExtendHoldDocument = new TypedDocumentString(`
    mutation ExtendHold($holdId: ID!, $expiresAt: DateTime!) {
  extendHold(holdId: $holdId, expiresAt: $expiresAt) {
    lines {
      ticketTypeId
      name
      quantity
      unitPrice {
        amount
        currency
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExtendHoldMutation, ExtendHoldMutationVariables>;
export const ReleaseHoldDocument = new TypedDocumentString(`
    mutation ReleaseHold($holdId: ID!) {
  releaseHold(holdId: $holdId)
}
    `) as unknown as TypedDocumentString<ReleaseHoldMutation, ReleaseHoldMutationVariables>;
export const TakeWaitlistOfferDocument = new TypedDocumentString(`
    mutation TakeWaitlistOffer($token: String!, $expiresAt: DateTime!) {
  takeWaitlistOffer(token: $token, expiresAt: $expiresAt) {
    id
    eventId
    organizationId
    expiresAt
    accessCode
    lines {
      ticketTypeId
      name
      quantity
      unitPrice {
        amount
        currency
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TakeWaitlistOfferMutation, TakeWaitlistOfferMutationVariables>;
export const IssueTicketsDocument = new TypedDocumentString(`
    mutation IssueTickets($input: IssueTicketsInput!) {
  issueTickets(input: $input) {
    ticketId
    code
    ticketTypeId
    ticketTypeName
    admits
  }
}
    `) as unknown as TypedDocumentString<IssueTicketsMutation, IssueTicketsMutationVariables>;
export const CheckAnswersDocument = new TypedDocumentString(`
    query CheckAnswers($input: CheckAnswersInput!) {
  checkAnswers(input: $input) {
    answers {
      questionId
      kind
      label
      values
    }
  }
}
    `) as unknown as TypedDocumentString<CheckAnswersQuery, CheckAnswersQueryVariables>;
export const ChangeAnswersForOrderDocument = new TypedDocumentString(`
    mutation ChangeAnswersForOrder($orderId: ID!, $ticketId: ID!, $answers: [AnswerInput!]!) {
  changeAnswersForOrder(orderId: $orderId, ticketId: $ticketId, answers: $answers)
}
    `) as unknown as TypedDocumentString<ChangeAnswersForOrderMutation, ChangeAnswersForOrderMutationVariables>;
export const VoidTicketsDocument = new TypedDocumentString(`
    mutation VoidTickets($input: VoidTicketsInput!) {
  voidTickets(input: $input)
}
    `) as unknown as TypedDocumentString<VoidTicketsMutation, VoidTicketsMutationVariables>;
export const StockFaultsForServiceDocument = new TypedDocumentString(`
    query StockFaultsForService {
  stockFaultsForService {
    check
    id
    expected
    actual
  }
}
    `) as unknown as TypedDocumentString<StockFaultsForServiceQuery, StockFaultsForServiceQueryVariables>;
export const TicketsForAuditDocument = new TypedDocumentString(`
    query TicketsForAudit($after: ID, $first: Int!) {
  ticketsForAudit(after: $after, first: $first) {
    id
    orderId
    ticketTypeId
    good
  }
}
    `) as unknown as TypedDocumentString<TicketsForAuditQuery, TicketsForAuditQueryVariables>;
export const HoldsForAuditDocument = new TypedDocumentString(`
    query HoldsForAudit($after: ID, $first: Int!, $minimumAge: Int!) {
  holdsForAudit(after: $after, first: $first, minimumAge: $minimumAge) {
    id
    organizationId
    expiresAt
    lines {
      ticketTypeId
      quantity
    }
  }
}
    `) as unknown as TypedDocumentString<HoldsForAuditQuery, HoldsForAuditQueryVariables>;
export const SaleFactsForServiceDocument = new TypedDocumentString(`
    query SaleFactsForService($eventId: ID!) {
  saleFactsForService(eventId: $eventId) {
    title
    startsAt
    timeZone
    country
    ticketTypes {
      id
      name
      unitPrice {
        amount
        currency
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SaleFactsForServiceQuery, SaleFactsForServiceQueryVariables>;
export const ExchangeTicketDocument = new TypedDocumentString(`
    mutation ExchangeTicket($input: ExchangeTicketInput!) {
  exchangeTicket(input: $input) {
    ticketId
    code
    ticketTypeId
  }
}
    `) as unknown as TypedDocumentString<ExchangeTicketMutation, ExchangeTicketMutationVariables>;
export const RenameAttendeeDocument = new TypedDocumentString(`
    mutation RenameAttendee($input: RenameAttendeeInput!) {
  renameAttendee(input: $input)
}
    `) as unknown as TypedDocumentString<RenameAttendeeMutation, RenameAttendeeMutationVariables>;
export const PaymentMethodsForServiceDocument = new TypedDocumentString(`
    query PaymentMethodsForService {
  paymentMethodsForService {
    id
    pluginId
    methodId
    label
    description
    startAction
    confirmAction
    refundAction
  }
}
    `) as unknown as TypedDocumentString<PaymentMethodsForServiceQuery, PaymentMethodsForServiceQueryVariables>;
export const RunPluginActionDocument = new TypedDocumentString(`
    mutation RunPluginAction($pluginId: ID!, $action: String!, $params: JSON!, $idempotencyKey: String) {
  runPluginAction(
    pluginId: $pluginId
    action: $action
    params: $params
    idempotencyKey: $idempotencyKey
  ) {
    ok
    data
    error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RunPluginActionMutation, RunPluginActionMutationVariables>;
export const OrganizationForServiceDocument = new TypedDocumentString(`
    query OrganizationForService($id: ID!) {
  organizationForService(id: $id) {
    id
    settings {
      holdMinutes
    }
  }
}
    `) as unknown as TypedDocumentString<OrganizationForServiceQuery, OrganizationForServiceQueryVariables>;