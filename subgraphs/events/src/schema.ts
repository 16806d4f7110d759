import { buildSubgraph, type References, type SubgraphSchema } from '@ticketbase/subgraph-kit';
import { AddOnGroupResolver, EventAddOnsResolver } from './add-on/add-on-group.resolver.ts';
import { AttendeeExportResolver } from './attendee-export/attendee-export.resolver.ts';
import { AuditResolver } from './audit/audit.resolver.ts';
import { CheckInResolver, SyncedScanResolver } from './check-in/check-in.resolver.ts';
import { CheckInCountResolver, CheckInListResolver } from './check-in/check-in-list.resolver.ts';
import type { EventsContext } from './context.ts';
import { DoorResolver } from './door/door.resolver.ts';
import { EventResolver } from './event/event.resolver.ts';
import { CartItemResolver, CartResolver } from './foreign/cart.resolver.ts';
import { CartItemReference, CartReference } from './foreign/cart.type.ts';
import { OrderItemResolver, OrderResolver } from './foreign/order.resolver.ts';
import { OrderItemReference, OrderReference } from './foreign/order.type.ts';
import { OrganizationResolver } from './foreign/organization.resolver.ts';
import type { OrganizationReference } from './foreign/organization.type.ts';
import { HoldResolver } from './hold/hold.resolver.ts';
import { ImageResolver } from './image/image.resolver.ts';
import {
  EventQuestionsResolver,
  QuestionResolver,
  TicketAnswersResolver,
  TicketTypeQuestionsResolver,
} from './question/question.resolver.ts';
import { EventSeriesFieldsResolver, SeriesResolver } from './series/series.resolver.ts';
import { SigningKeyResolver } from './signing/signing-key.resolver.ts';
import { IssueResolver } from './ticket/issue.resolver.ts';
import { QrCodeResolver, TicketPassResolver, TicketResolver } from './ticket/ticket.resolver.ts';
import { TicketChangeResolver } from './ticket-change/ticket-change.resolver.ts';
import { TicketDocumentResolver } from './ticket-document/ticket-document.resolver.ts';
import { TicketTypeResolver } from './ticket-type/ticket-type.resolver.ts';
import { VenueResolver } from './venue/venue.resolver.ts';
import {
  EventWaitlistResolver,
  TicketTypeWaitlistResolver,
  WaitlistEntryResolver,
  WaitlistPlaceResolver,
} from './waitlist/waitlist.resolver.ts';

// References enter by the same services as queries do, hence by the same policies and in the same batches.
const references: References<EventsContext> = {
  Event: (reference: { id: string }, { events }) => events.find(reference.id),
  TicketType: (reference: { id: string }, { ticketTypes }) => ticketTypes.find(reference.id),
  Ticket: (reference: { id: string }, { tickets }) => tickets.find(reference.id),
  Order: (reference: OrderReference) => reference,
  OrderItem: (reference: OrderItemReference) => reference,
  Cart: (reference: CartReference) => reference,
  CartItem: (reference: CartItemReference) => reference,
  Organization: (reference: OrganizationReference) => reference,
};

/** The schema of this subgraph. */
export const eventsSchema: SubgraphSchema = buildSubgraph<EventsContext>({
  name: 'events',
  resolvers: [
    EventResolver,
    TicketTypeResolver,
    AddOnGroupResolver,
    EventAddOnsResolver,
    QuestionResolver,
    EventQuestionsResolver,
    TicketTypeQuestionsResolver,
    TicketAnswersResolver,
    TicketResolver,
    QrCodeResolver,
    CheckInResolver,
    SyncedScanResolver,
    CheckInListResolver,
    CheckInCountResolver,
    DoorResolver,
    SigningKeyResolver,
    TicketPassResolver,
    TicketDocumentResolver,
    VenueResolver,
    ImageResolver,
    SeriesResolver,
    EventSeriesFieldsResolver,
    OrderResolver,
    OrderItemResolver,
    CartResolver,
    CartItemResolver,
    OrganizationResolver,
    HoldResolver,
    IssueResolver,
    EventWaitlistResolver,
    TicketTypeWaitlistResolver,
    WaitlistEntryResolver,
    WaitlistPlaceResolver,
    AuditResolver,
    TicketChangeResolver,
    AttendeeExportResolver,
  ],
  references,
  // Only their own references lead to them.
  types: [OrderReference, OrderItemReference, CartReference, CartItemReference],
});
