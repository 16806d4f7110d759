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
    "\n  query NotificationsInvoices($orderId: ID!, $of: ID) {\n    invoiceAttachmentsForService(orderId: $orderId, of: $of) { fileName pdf }\n  }\n": typeof types.NotificationsInvoicesDocument,
    "\n  query NotificationsTicketFiles($tickets: [AttachedTicketInput!]!) {\n    ticketAttachmentsForService(tickets: $tickets) { pdf calendar }\n  }\n": typeof types.NotificationsTicketFilesDocument,
    "\n  query NotificationsAudience($eventId: ID!, $after: String, $first: Int) {\n    attendeesForService(eventId: $eventId, after: $after, first: $first) {\n      attendees { name email }\n      endCursor\n    }\n  }\n": typeof types.NotificationsAudienceDocument,
    "query NotificationsMembers { organizationMembersForService { email } }": typeof types.NotificationsMembersDocument,
    "\n  query NotificationsOrganization($id: ID!) {\n    organizationForService(id: $id) { name settings { locale supportEmail } }\n  }\n": typeof types.NotificationsOrganizationDocument,
};
const documents: Documents = {
    "\n  query NotificationsInvoices($orderId: ID!, $of: ID) {\n    invoiceAttachmentsForService(orderId: $orderId, of: $of) { fileName pdf }\n  }\n": types.NotificationsInvoicesDocument,
    "\n  query NotificationsTicketFiles($tickets: [AttachedTicketInput!]!) {\n    ticketAttachmentsForService(tickets: $tickets) { pdf calendar }\n  }\n": types.NotificationsTicketFilesDocument,
    "\n  query NotificationsAudience($eventId: ID!, $after: String, $first: Int) {\n    attendeesForService(eventId: $eventId, after: $after, first: $first) {\n      attendees { name email }\n      endCursor\n    }\n  }\n": types.NotificationsAudienceDocument,
    "query NotificationsMembers { organizationMembersForService { email } }": types.NotificationsMembersDocument,
    "\n  query NotificationsOrganization($id: ID!) {\n    organizationForService(id: $id) { name settings { locale supportEmail } }\n  }\n": types.NotificationsOrganizationDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NotificationsInvoices($orderId: ID!, $of: ID) {\n    invoiceAttachmentsForService(orderId: $orderId, of: $of) { fileName pdf }\n  }\n"): typeof import('./graphql.ts').NotificationsInvoicesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NotificationsTicketFiles($tickets: [AttachedTicketInput!]!) {\n    ticketAttachmentsForService(tickets: $tickets) { pdf calendar }\n  }\n"): typeof import('./graphql.ts').NotificationsTicketFilesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NotificationsAudience($eventId: ID!, $after: String, $first: Int) {\n    attendeesForService(eventId: $eventId, after: $after, first: $first) {\n      attendees { name email }\n      endCursor\n    }\n  }\n"): typeof import('./graphql.ts').NotificationsAudienceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query NotificationsMembers { organizationMembersForService { email } }"): typeof import('./graphql.ts').NotificationsMembersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NotificationsOrganization($id: ID!) {\n    organizationForService(id: $id) { name settings { locale supportEmail } }\n  }\n"): typeof import('./graphql.ts').NotificationsOrganizationDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
