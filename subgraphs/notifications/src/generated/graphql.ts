/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A ticket that a mail is about. */
export type AttachedTicketInput = {
  /** Its code as the mail has it: with another, it is not attached. */
  code: string;
  /** The ticket. */
  id: string;
};

export type NotificationsInvoicesQueryVariables = Exact<{
  orderId: string;
  of?: string | null | undefined;
}>;


export type NotificationsInvoicesQuery = { invoiceAttachmentsForService: Array<{ fileName: string, pdf: string }> };

export type NotificationsTicketFilesQueryVariables = Exact<{
  tickets: Array<AttachedTicketInput> | AttachedTicketInput;
}>;


export type NotificationsTicketFilesQuery = { ticketAttachmentsForService: { pdf: string | null, calendar: string | null } };

export type NotificationsAudienceQueryVariables = Exact<{
  eventId: string;
  after?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type NotificationsAudienceQuery = { attendeesForService: { endCursor: string | null, attendees: Array<{ name: string | null, email: string | null }> } };

export type NotificationsMembersQueryVariables = Exact<{ [key: string]: never; }>;


export type NotificationsMembersQuery = { organizationMembersForService: Array<{ email: string }> };

export type NotificationsOrganizationQueryVariables = Exact<{
  id: string;
}>;


export type NotificationsOrganizationQuery = { organizationForService: { name: string, settings: { locale: string, supportEmail: string | null } } | null };

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

export const NotificationsInvoicesDocument = new TypedDocumentString(`
    query NotificationsInvoices($orderId: ID!, $of: ID) {
  invoiceAttachmentsForService(orderId: $orderId, of: $of) {
    fileName
    pdf
  }
}
    `) as unknown as TypedDocumentString<NotificationsInvoicesQuery, NotificationsInvoicesQueryVariables>;
export const NotificationsTicketFilesDocument = new TypedDocumentString(`
    query NotificationsTicketFiles($tickets: [AttachedTicketInput!]!) {
  ticketAttachmentsForService(tickets: $tickets) {
    pdf
    calendar
  }
}
    `) as unknown as TypedDocumentString<NotificationsTicketFilesQuery, NotificationsTicketFilesQueryVariables>;
export const NotificationsAudienceDocument = new TypedDocumentString(`
    query NotificationsAudience($eventId: ID!, $after: String, $first: Int) {
  attendeesForService(eventId: $eventId, after: $after, first: $first) {
    attendees {
      name
      email
    }
    endCursor
  }
}
    `) as unknown as TypedDocumentString<NotificationsAudienceQuery, NotificationsAudienceQueryVariables>;
export const NotificationsMembersDocument = new TypedDocumentString(`
    query NotificationsMembers {
  organizationMembersForService {
    email
  }
}
    `) as unknown as TypedDocumentString<NotificationsMembersQuery, NotificationsMembersQueryVariables>;
export const NotificationsOrganizationDocument = new TypedDocumentString(`
    query NotificationsOrganization($id: ID!) {
  organizationForService(id: $id) {
    name
    settings {
      locale
      supportEmail
    }
  }
}
    `) as unknown as TypedDocumentString<NotificationsOrganizationQuery, NotificationsOrganizationQueryVariables>;