import type { Database, SubgraphServices } from '@ticketbase/subgraph-kit';
import { CartLimit } from './cart/cart-limit.ts';
import { EventSellers } from './cart/event-sellers.ts';
import { HoldMinutes } from './cart/hold-minutes.ts';
import { NewCarts } from './cart/new-carts.ts';
import type { PaymentsConfig } from './config.ts';
import type { PaymentsParts } from './context.ts';
import { DownloadLinks } from './download/download-links.ts';
import { Commands } from './foreign/commands.ts';
import { SaleFactsDirectory } from './foreign/sale-facts.ts';
import { DocumentStore } from './invoice/document-store.ts';
import { InvoiceFiles } from './invoice/invoice-files.ts';
import { IssueInvoices } from './invoice/issue-invoices.ts';
import { OrderNumbers } from './order/order-number.ts';
import { OrderProgress } from './order/order-progress.ts';
import { OrderSteps } from './order/order-steps.ts';
import { ChangeProgress } from './order-change/change-progress.ts';
import { StoredRules } from './pricing/stored-rules.ts';
import { RefundProgress } from './refund/refund-progress.ts';
import { TokenMint } from './token-mint.ts';
import { AdmissionGate } from './waiting-room/admission-gate.ts';
import { PlaceBook } from './waiting-room/place-book.ts';
import { RoomBook } from './waiting-room/room-book.ts';

/** What lives as long as the subgraph. */
export function assembleParts(
  config: PaymentsConfig,
  database: Database,
  { logger, endpoint }: Pick<SubgraphServices, 'logger' | 'endpoint'>,
): PaymentsParts {
  const commands = new Commands({ endpoint });
  const tokens = new TokenMint(config.tokenSecret);
  const cartLimit = new CartLimit(database, config.cartsPerClient);
  const newCarts = new NewCarts(database, config.cartsPerClient);
  const sellers = new EventSellers();
  const storedRules = new StoredRules(database);
  const orderNumbers = new OrderNumbers(database);
  const orderSteps = new OrderSteps(database);
  const rooms = new RoomBook(database);
  const placeBook = new PlaceBook(database, config.placesPerClient);
  const admissions = new AdmissionGate({ rooms, tokens, config });
  const documents = new DocumentStore(config.objectStorage);
  const saleFacts = new SaleFactsDirectory(commands);
  const invoiceFiles = new InvoiceFiles({ database, logger, documents });
  const issueInvoices = new IssueInvoices({ database, logger, saleFacts });
  const links = new DownloadLinks(config.publicUrl, config.tokenSecret, database);
  const base = {
    config,
    database,
    logger,
    commands,
    tokens,
    cartLimit,
    newCarts,
    sellers,
    storedRules,
    orderNumbers,
    orderSteps,
    rooms,
    placeBook,
    admissions,
    saleFacts,
    invoiceFiles,
    issueInvoices,
    links,
  };
  const refundProgress = new RefundProgress(base);
  const changeProgress = new ChangeProgress({ ...base, refundProgress });
  const orderProgress = new OrderProgress({ ...base, refundProgress });
  const holdMinutes = new HoldMinutes(commands, config.holdMinutes);
  return { ...base, refundProgress, changeProgress, orderProgress, holdMinutes };
}
