/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  mutation HoldTickets($input: HoldTicketsInput!) {\n    holdTickets(input: $input) {\n      id\n      eventId\n      organizationId\n      lines { ticketTypeId name quantity hidden unitPrice { amount currency } }\n    }\n  }\n": typeof types.HoldTicketsDocument,
    "\n  mutation ExtendHold($holdId: ID!, $expiresAt: DateTime!) {\n    extendHold(holdId: $holdId, expiresAt: $expiresAt) {\n      lines { ticketTypeId name quantity unitPrice { amount currency } }\n    }\n  }\n": typeof types.ExtendHoldDocument,
    "\n  mutation ReleaseHold($holdId: ID!) {\n    releaseHold(holdId: $holdId)\n  }\n": typeof types.ReleaseHoldDocument,
    "\n  mutation TakeWaitlistOffer($token: String!, $expiresAt: DateTime!) {\n    takeWaitlistOffer(token: $token, expiresAt: $expiresAt) {\n      id\n      eventId\n      organizationId\n      expiresAt\n      accessCode\n      lines { ticketTypeId name quantity unitPrice { amount currency } }\n    }\n  }\n": typeof types.TakeWaitlistOfferDocument,
    "\n  mutation IssueTickets($input: IssueTicketsInput!) {\n    issueTickets(input: $input) { ticketId code ticketTypeId ticketTypeName admits }\n  }\n": typeof types.IssueTicketsDocument,
    "\n  query CheckAnswers($input: CheckAnswersInput!) {\n    checkAnswers(input: $input) { answers { questionId kind label values } }\n  }\n": typeof types.CheckAnswersDocument,
    "\n  mutation ChangeAnswersForOrder($orderId: ID!, $ticketId: ID!, $answers: [AnswerInput!]!) {\n    changeAnswersForOrder(orderId: $orderId, ticketId: $ticketId, answers: $answers)\n  }\n": typeof types.ChangeAnswersForOrderDocument,
    "\n  mutation VoidTickets($input: VoidTicketsInput!) {\n    voidTickets(input: $input)\n  }\n": typeof types.VoidTicketsDocument,
    "\n  query StockFaultsForService {\n    stockFaultsForService { check id expected actual }\n  }\n": typeof types.StockFaultsForServiceDocument,
    "\n  query TicketsForAudit($after: ID, $first: Int!) {\n    ticketsForAudit(after: $after, first: $first) { id orderId ticketTypeId good }\n  }\n": typeof types.TicketsForAuditDocument,
    "\n  query HoldsForAudit($after: ID, $first: Int!, $minimumAge: Int!) {\n    holdsForAudit(after: $after, first: $first, minimumAge: $minimumAge) {\n      id\n      organizationId\n      expiresAt\n      lines { ticketTypeId quantity }\n    }\n  }\n": typeof types.HoldsForAuditDocument,
    "\n  query SaleFactsForService($eventId: ID!) {\n    saleFactsForService(eventId: $eventId) {\n      title\n      startsAt\n      timeZone\n      country\n      ticketTypes { id name unitPrice { amount currency } }\n    }\n  }\n": typeof types.SaleFactsForServiceDocument,
    "\n  mutation ExchangeTicket($input: ExchangeTicketInput!) {\n    exchangeTicket(input: $input) { ticketId code ticketTypeId }\n  }\n": typeof types.ExchangeTicketDocument,
    "\n  mutation RenameAttendee($input: RenameAttendeeInput!) {\n    renameAttendee(input: $input)\n  }\n": typeof types.RenameAttendeeDocument,
    "\n  query PaymentMethodsForService {\n    paymentMethodsForService { id pluginId methodId label description startAction confirmAction refundAction }\n  }\n": typeof types.PaymentMethodsForServiceDocument,
    "\n  mutation RunPluginAction($pluginId: ID!, $action: String!, $params: JSON!, $idempotencyKey: String) {\n    runPluginAction(pluginId: $pluginId, action: $action, params: $params, idempotencyKey: $idempotencyKey) {\n      ok\n      data\n      error { code message }\n    }\n  }\n": typeof types.RunPluginActionDocument,
    "\n  query OrganizationForService($id: ID!) {\n    organizationForService(id: $id) { id settings { holdMinutes } }\n  }\n": typeof types.OrganizationForServiceDocument,
};
const documents: Documents = {
    "\n  mutation HoldTickets($input: HoldTicketsInput!) {\n    holdTickets(input: $input) {\n      id\n      eventId\n      organizationId\n      lines { ticketTypeId name quantity hidden unitPrice { amount currency } }\n    }\n  }\n": types.HoldTicketsDocument,
    "\n  mutation ExtendHold($holdId: ID!, $expiresAt: DateTime!) {\n    extendHold(holdId: $holdId, expiresAt: $expiresAt) {\n      lines { ticketTypeId name quantity unitPrice { amount currency } }\n    }\n  }\n": types.ExtendHoldDocument,
    "\n  mutation ReleaseHold($holdId: ID!) {\n    releaseHold(holdId: $holdId)\n  }\n": types.ReleaseHoldDocument,
    "\n  mutation TakeWaitlistOffer($token: String!, $expiresAt: DateTime!) {\n    takeWaitlistOffer(token: $token, expiresAt: $expiresAt) {\n      id\n      eventId\n      organizationId\n      expiresAt\n      accessCode\n      lines { ticketTypeId name quantity unitPrice { amount currency } }\n    }\n  }\n": types.TakeWaitlistOfferDocument,
    "\n  mutation IssueTickets($input: IssueTicketsInput!) {\n    issueTickets(input: $input) { ticketId code ticketTypeId ticketTypeName admits }\n  }\n": types.IssueTicketsDocument,
    "\n  query CheckAnswers($input: CheckAnswersInput!) {\n    checkAnswers(input: $input) { answers { questionId kind label values } }\n  }\n": types.CheckAnswersDocument,
    "\n  mutation ChangeAnswersForOrder($orderId: ID!, $ticketId: ID!, $answers: [AnswerInput!]!) {\n    changeAnswersForOrder(orderId: $orderId, ticketId: $ticketId, answers: $answers)\n  }\n": types.ChangeAnswersForOrderDocument,
    "\n  mutation VoidTickets($input: VoidTicketsInput!) {\n    voidTickets(input: $input)\n  }\n": types.VoidTicketsDocument,
    "\n  query StockFaultsForService {\n    stockFaultsForService { check id expected actual }\n  }\n": types.StockFaultsForServiceDocument,
    "\n  query TicketsForAudit($after: ID, $first: Int!) {\n    ticketsForAudit(after: $after, first: $first) { id orderId ticketTypeId good }\n  }\n": types.TicketsForAuditDocument,
    "\n  query HoldsForAudit($after: ID, $first: Int!, $minimumAge: Int!) {\n    holdsForAudit(after: $after, first: $first, minimumAge: $minimumAge) {\n      id\n      organizationId\n      expiresAt\n      lines { ticketTypeId quantity }\n    }\n  }\n": types.HoldsForAuditDocument,
    "\n  query SaleFactsForService($eventId: ID!) {\n    saleFactsForService(eventId: $eventId) {\n      title\n      startsAt\n      timeZone\n      country\n      ticketTypes { id name unitPrice { amount currency } }\n    }\n  }\n": types.SaleFactsForServiceDocument,
    "\n  mutation ExchangeTicket($input: ExchangeTicketInput!) {\n    exchangeTicket(input: $input) { ticketId code ticketTypeId }\n  }\n": types.ExchangeTicketDocument,
    "\n  mutation RenameAttendee($input: RenameAttendeeInput!) {\n    renameAttendee(input: $input)\n  }\n": types.RenameAttendeeDocument,
    "\n  query PaymentMethodsForService {\n    paymentMethodsForService { id pluginId methodId label description startAction confirmAction refundAction }\n  }\n": types.PaymentMethodsForServiceDocument,
    "\n  mutation RunPluginAction($pluginId: ID!, $action: String!, $params: JSON!, $idempotencyKey: String) {\n    runPluginAction(pluginId: $pluginId, action: $action, params: $params, idempotencyKey: $idempotencyKey) {\n      ok\n      data\n      error { code message }\n    }\n  }\n": types.RunPluginActionDocument,
    "\n  query OrganizationForService($id: ID!) {\n    organizationForService(id: $id) { id settings { holdMinutes } }\n  }\n": types.OrganizationForServiceDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation HoldTickets($input: HoldTicketsInput!) {\n    holdTickets(input: $input) {\n      id\n      eventId\n      organizationId\n      lines { ticketTypeId name quantity hidden unitPrice { amount currency } }\n    }\n  }\n"): typeof import('./graphql.ts').HoldTicketsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ExtendHold($holdId: ID!, $expiresAt: DateTime!) {\n    extendHold(holdId: $holdId, expiresAt: $expiresAt) {\n      lines { ticketTypeId name quantity unitPrice { amount currency } }\n    }\n  }\n"): typeof import('./graphql.ts').ExtendHoldDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReleaseHold($holdId: ID!) {\n    releaseHold(holdId: $holdId)\n  }\n"): typeof import('./graphql.ts').ReleaseHoldDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TakeWaitlistOffer($token: String!, $expiresAt: DateTime!) {\n    takeWaitlistOffer(token: $token, expiresAt: $expiresAt) {\n      id\n      eventId\n      organizationId\n      expiresAt\n      accessCode\n      lines { ticketTypeId name quantity unitPrice { amount currency } }\n    }\n  }\n"): typeof import('./graphql.ts').TakeWaitlistOfferDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation IssueTickets($input: IssueTicketsInput!) {\n    issueTickets(input: $input) { ticketId code ticketTypeId ticketTypeName admits }\n  }\n"): typeof import('./graphql.ts').IssueTicketsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CheckAnswers($input: CheckAnswersInput!) {\n    checkAnswers(input: $input) { answers { questionId kind label values } }\n  }\n"): typeof import('./graphql.ts').CheckAnswersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeAnswersForOrder($orderId: ID!, $ticketId: ID!, $answers: [AnswerInput!]!) {\n    changeAnswersForOrder(orderId: $orderId, ticketId: $ticketId, answers: $answers)\n  }\n"): typeof import('./graphql.ts').ChangeAnswersForOrderDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation VoidTickets($input: VoidTicketsInput!) {\n    voidTickets(input: $input)\n  }\n"): typeof import('./graphql.ts').VoidTicketsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StockFaultsForService {\n    stockFaultsForService { check id expected actual }\n  }\n"): typeof import('./graphql.ts').StockFaultsForServiceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TicketsForAudit($after: ID, $first: Int!) {\n    ticketsForAudit(after: $after, first: $first) { id orderId ticketTypeId good }\n  }\n"): typeof import('./graphql.ts').TicketsForAuditDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query HoldsForAudit($after: ID, $first: Int!, $minimumAge: Int!) {\n    holdsForAudit(after: $after, first: $first, minimumAge: $minimumAge) {\n      id\n      organizationId\n      expiresAt\n      lines { ticketTypeId quantity }\n    }\n  }\n"): typeof import('./graphql.ts').HoldsForAuditDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SaleFactsForService($eventId: ID!) {\n    saleFactsForService(eventId: $eventId) {\n      title\n      startsAt\n      timeZone\n      country\n      ticketTypes { id name unitPrice { amount currency } }\n    }\n  }\n"): typeof import('./graphql.ts').SaleFactsForServiceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ExchangeTicket($input: ExchangeTicketInput!) {\n    exchangeTicket(input: $input) { ticketId code ticketTypeId }\n  }\n"): typeof import('./graphql.ts').ExchangeTicketDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenameAttendee($input: RenameAttendeeInput!) {\n    renameAttendee(input: $input)\n  }\n"): typeof import('./graphql.ts').RenameAttendeeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PaymentMethodsForService {\n    paymentMethodsForService { id pluginId methodId label description startAction confirmAction refundAction }\n  }\n"): typeof import('./graphql.ts').PaymentMethodsForServiceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RunPluginAction($pluginId: ID!, $action: String!, $params: JSON!, $idempotencyKey: String) {\n    runPluginAction(pluginId: $pluginId, action: $action, params: $params, idempotencyKey: $idempotencyKey) {\n      ok\n      data\n      error { code message }\n    }\n  }\n"): typeof import('./graphql.ts').RunPluginActionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OrganizationForService($id: ID!) {\n    organizationForService(id: $id) { id settings { holdMinutes } }\n  }\n"): typeof import('./graphql.ts').OrganizationForServiceDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
