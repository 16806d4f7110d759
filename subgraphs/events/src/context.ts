import { type Logger, networkOf, type SubgraphRequest } from '@ticketbase/kernel';
import type { Database, OneTimeLinks, RequestContext } from '@ticketbase/subgraph-kit';
import { AccessCodeAttempts } from './access-code/access-code-attempts.ts';
import { AddOnGroupService } from './add-on/add-on-group.service.ts';
import { AttendeeExportService } from './attendee-export/attendee-export.service.ts';
import { AuditService } from './audit/audit.service.ts';
import { CheckInService } from './check-in/check-in.service.ts';
import { CheckInListService } from './check-in/check-in-list.service.ts';
import type { StaffDirectory } from './check-in/staff-directory.ts';
import { SyncService } from './check-in/sync.service.ts';
import type { EventsConfig } from './config.ts';
import { DoorService } from './door/door.service.ts';
import { EventService } from './event/event.service.ts';
import { EventEditingService } from './event/event-editing.service.ts';
import { EventLifecycleService } from './event/event-lifecycle.service.ts';
import type { OrganizationDirectory } from './event/organization-directory.ts';
import { UpcomingEventsService } from './event/upcoming-events.service.ts';
import type { GroupedHolds } from './hold/grouped-holds.ts';
import { HoldService } from './hold/hold.service.ts';
import { StockService } from './hold/stock.service.ts';
import { ImageService } from './image/image.service.ts';
import type { ImageStore } from './image/image-store.ts';
import { AnswerService } from './question/answer.service.ts';
import { QuestionService } from './question/question.service.ts';
import { SeriesService } from './series/series.service.ts';
import { SeriesEditingService } from './series/series-editing.service.ts';
import { SeriesMakingService } from './series/series-making.service.ts';
import { SeriesOfferService } from './series/series-offer.service.ts';
import type { KeyRing } from './signing/key-ring.ts';
import { ScanReader } from './signing/scan-reader.ts';
import { SigningKeyService } from './signing/signing-key.service.ts';
import type { GroupedIssues } from './ticket/grouped-issues.ts';
import { IssueService } from './ticket/issue.service.ts';
import { TicketService } from './ticket/ticket.service.ts';
import { TicketChangeService } from './ticket-change/ticket-change.service.ts';
import { TicketDocumentService } from './ticket-document/ticket-document.service.ts';
import type { TicketFiles } from './ticket-document/ticket-files.ts';
import { TicketTypeService } from './ticket-type/ticket-type.service.ts';
import { VenueService } from './venue/venue.service.ts';
import { WaitlistService } from './waitlist/waitlist.service.ts';
import { WaitlistAdminService } from './waitlist/waitlist-admin.service.ts';
import { WaitlistOfferService } from './waitlist/waitlist-offer.service.ts';

/** What the process has one of. */
export interface EventsResources {
  readonly database: Database;
  readonly groupedHolds: GroupedHolds;
  readonly groupedIssues: GroupedIssues;
  readonly imageStore: ImageStore;
  readonly ticketFiles: TicketFiles;
  readonly exportLinks: OneTimeLinks;
  readonly keyRing: KeyRing;
  readonly config: Pick<EventsConfig, 'encryptionKeys' | 'wallet'>;
  readonly organizations: OrganizationDirectory;
  readonly staff: StaffDirectory;
  readonly logger: Logger;
}

/** The services of one request. */
export interface EventsServices {
  readonly events: EventService;
  readonly upcomingEvents: UpcomingEventsService;
  readonly eventEditing: EventEditingService;
  readonly eventLifecycle: EventLifecycleService;
  readonly series: SeriesService;
  readonly seriesMaking: SeriesMakingService;
  readonly seriesEditing: SeriesEditingService;
  readonly seriesOffer: SeriesOfferService;
  readonly ticketTypes: TicketTypeService;
  readonly addOnGroups: AddOnGroupService;
  readonly questions: QuestionService;
  readonly answers: AnswerService;
  readonly stock: StockService;
  readonly holds: HoldService;
  readonly tickets: TicketService;
  readonly issues: IssueService;
  readonly ticketChanges: TicketChangeService;
  readonly attendeeExports: AttendeeExportService;
  readonly checkIns: CheckInService;
  readonly checkInLists: CheckInListService;
  readonly sync: SyncService;
  readonly door: DoorService;
  readonly signingKeys: SigningKeyService;
  readonly ticketDocuments: TicketDocumentService;
  readonly audit: AuditService;
  readonly venues: VenueService;
  readonly images: ImageService;
  readonly waitlist: WaitlistService;
  readonly waitlistAdmin: WaitlistAdminService;
  readonly waitlistOffers: WaitlistOfferService;
}

/** What the resolvers of this subgraph find in their context. */
export type EventsContext = RequestContext & EventsServices;

/** Makes the services of a verified request: they see its viewer's tenant. */
export function createServices(resources: EventsResources, request: SubgraphRequest): EventsServices {
  const { viewer, requestId } = request;
  const scope = { em: resources.database.fork(viewer), viewer, requestId };
  const events = new EventService(scope, resources.organizations);
  const stock = new StockService(scope);
  const address = request.client?.ip;
  const codes = new AccessCodeAttempts(resources.database, address && networkOf(address));
  const ticketTypes = new TicketTypeService(scope, events, stock, codes);
  const venues = new VenueService(scope);
  const images = new ImageService(scope, resources.imageStore, resources.logger);
  const { keyRing, config } = resources;
  const scans = new ScanReader(keyRing);
  const tickets = new TicketService(scope, keyRing);
  const checkInLists = new CheckInListService(scope);
  const eventLifecycle = new EventLifecycleService(scope);
  return {
    ...{ events, stock, venues, images, tickets, checkInLists },
    upcomingEvents: new UpcomingEventsService(scope),
    eventEditing: new EventEditingService(scope, venues, images, resources.staff),
    eventLifecycle,
    series: new SeriesService(scope),
    seriesOffer: new SeriesOfferService(scope),
    seriesMaking: new SeriesMakingService(scope, images),
    seriesEditing: new SeriesEditingService(scope, venues, eventLifecycle, resources.staff),
    ticketTypes,
    addOnGroups: new AddOnGroupService(scope, ticketTypes),
    questions: new QuestionService(scope),
    answers: new AnswerService(scope),
    holds: new HoldService(scope, resources.groupedHolds, resources.database),
    issues: new IssueService(scope, resources.groupedIssues),
    ticketChanges: new TicketChangeService(scope),
    attendeeExports: new AttendeeExportService(scope, resources.exportLinks),
    audit: new AuditService(scope),
    checkIns: new CheckInService(scope, checkInLists, scans, resources.staff),
    sync: new SyncService(scope, checkInLists, scans),
    door: new DoorService(scope, checkInLists),
    signingKeys: new SigningKeyService(scope, keyRing, config.encryptionKeys),
    ticketDocuments: new TicketDocumentService(scope, tickets, {
      ...{ driver: resources.database.driver, files: resources.ticketFiles, wallet: config.wallet },
    }),
    waitlist: new WaitlistService(scope, { events, stock }, request.client?.ip),
    waitlistAdmin: new WaitlistAdminService(scope),
    waitlistOffers: new WaitlistOfferService(scope),
  };
}
