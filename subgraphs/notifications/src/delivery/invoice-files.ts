import type { Logger, SubgraphEndpoint } from '@ticketbase/kernel';
import { CommandClient } from '@ticketbase/subgraph-kit';
import { graphql } from '../generated/index.ts';
import type { Notification } from '../notification/notification.entity.ts';
import { DeliveryError } from './delivery-error.ts';
import type { Attachment } from './mailer.ts';

const invoicesDocument = graphql(`
  query NotificationsInvoices($orderId: ID!, $of: ID) {
    invoiceAttachmentsForService(orderId: $orderId, of: $of) { fileName pdf }
  }
`);

/** After so many attempts the message goes without: the tickets matter more, and the order's page has the invoice. */
const ATTEMPTS = 3;

type Attaching = Pick<
  Notification,
  'id' | 'attempts' | 'organizationId' | 'orderId' | 'attachesInvoice' | 'documentsOf'
>;

/** Gets the invoices of a message's order as files, or the documents of what happened to it, from payments, which issues them by then. */
export class InvoiceFiles {
  private readonly payments: () => CommandClient;
  private readonly logger: Logger;

  constructor(endpoint: () => SubgraphEndpoint, logger: Logger) {
    this.payments = () => new CommandClient(endpoint(), 'notifications');
    this.logger = logger;
  }

  /** Throws DeliveryError while payments cannot be asked, in the first attempts. */
  async of({ id, attempts, organizationId, orderId, attachesInvoice, documentsOf }: Attaching): Promise<Attachment[]> {
    if (!attachesInvoice || !orderId) return [];
    try {
      const context = { organizationId: organizationId ?? null, requestId: id };
      const { invoiceAttachmentsForService: files } = await this.payments().call(
        invoicesDocument,
        { orderId, of: documentsOf ?? null },
        context,
      );
      return files.map(({ fileName, pdf }) => ({
        ...{ fileName, type: 'application/pdf', content: Buffer.from(pdf, 'base64') },
      }));
    } catch (error) {
      if (attempts < ATTEMPTS) throw new DeliveryError('INVOICE_UNAVAILABLE', false, error);
      this.logger.warn({ err: error, notificationId: id }, 'message goes without its invoice');
      return [];
    }
  }
}
