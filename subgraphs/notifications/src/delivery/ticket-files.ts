import type { Logger, SubgraphEndpoint } from '@ticketbase/kernel';
import { CommandClient } from '@ticketbase/subgraph-kit';
import { graphql } from '../generated/index.ts';
import type { Notification } from '../notification/notification.entity.ts';
import { DeliveryError } from './delivery-error.ts';
import type { Attachment } from './mailer.ts';

const attachmentsDocument = graphql(`
  query NotificationsTicketFiles($tickets: [AttachedTicketInput!]!) {
    ticketAttachmentsForService(tickets: $tickets) { pdf calendar }
  }
`);

/** Mail servers refuse large mails; whoever gets none finds the files behind the link in the message. */
const MOST_BYTES = 5 * 1_048_576;

/** After so many attempts the message goes without files: its codes and its link are what matters. */
const ATTEMPTS = 3;

/** Gets the tickets of a message as files: events makes them when the message is sent, as the tickets are then. */
export class TicketFiles {
  private readonly events: () => CommandClient;
  private readonly logger: Logger;

  constructor(endpoint: () => SubgraphEndpoint, logger: Logger) {
    this.events = () => new CommandClient(endpoint(), 'notifications');
    this.logger = logger;
  }

  /** Throws DeliveryError while events cannot be asked, in the first attempts. */
  async of({
    id,
    attempts,
    organizationId,
    attachedTickets,
  }: Pick<Notification, 'id' | 'attempts' | 'organizationId' | 'attachedTickets'>): Promise<Attachment[]> {
    if (!attachedTickets?.length) return [];
    try {
      const context = { organizationId: organizationId ?? null, requestId: id };
      const tickets = attachedTickets.map(ticket => ({ id: ticket.id, code: ticket.code }));
      const { ticketAttachmentsForService: files } = await this.events().call(
        attachmentsDocument,
        { tickets },
        context,
      );
      return filesOf(files);
    } catch (error) {
      if (attempts < ATTEMPTS) throw new DeliveryError('TICKETS_UNAVAILABLE', false, error);
      this.logger.warn({ err: error, notificationId: id }, 'message goes without its tickets as files');
      return [];
    }
  }
}

function filesOf({ pdf, calendar }: { readonly pdf?: string | null; readonly calendar?: string | null }): Attachment[] {
  const files: Attachment[] = [];
  const document = pdf ? Buffer.from(pdf, 'base64') : null;
  if (document && document.length <= MOST_BYTES) {
    files.push({ fileName: 'tickets.pdf', type: 'application/pdf', content: document });
  }
  if (calendar) {
    files.push({ fileName: 'event.ics', type: 'text/calendar; charset=utf-8', content: Buffer.from(calendar) });
  }
  return files;
}
