import type { EntityManager } from '@mikro-orm/postgresql';
import type { ClientInfo, Logger, SubgraphRequest, Viewer } from '@ticketbase/kernel';
import type { Database, RequestContext } from '@ticketbase/subgraph-kit';
import { CartService } from './cart/cart.service.ts';
import type { CartLimit } from './cart/cart-limit.ts';
import { CartPricing } from './cart/cart-pricing.ts';
import { clientOf } from './cart/client-key.ts';
import type { EventSellers } from './cart/event-sellers.ts';
import type { HoldMinutes } from './cart/hold-minutes.ts';
import type { NewCarts } from './cart/new-carts.ts';
import type { PaymentsConfig } from './config.ts';
import type { DownloadLinks } from './download/download-links.ts';
import { ExportService } from './export/export.service.ts';
import { FeeRulesService } from './fee/fee-rules.service.ts';
import type { Commands } from './foreign/commands.ts';
import type { SaleFactsDirectory } from './foreign/sale-facts.ts';
import { InvoiceService } from './invoice/invoice.service.ts';
import type { InvoiceFiles } from './invoice/invoice-files.ts';
import type { IssueInvoices } from './invoice/issue-invoices.ts';
import { LedgerService } from './ledger/ledger.service.ts';
import { CancellationService } from './order/cancellation.service.ts';
import { CheckoutService } from './order/checkout.service.ts';
import { OrderService } from './order/order.service.ts';
import type { OrderNumbers } from './order/order-number.ts';
import type { OrderProgress } from './order/order-progress.ts';
import type { OrderSteps } from './order/order-steps.ts';
import { PaymentService } from './order/payment.service.ts';
import type { ChangeProgress } from './order-change/change-progress.ts';
import { OrderChangeService } from './order-change/order-change.service.ts';
import { OrderRulesService } from './order-change/order-rules.service.ts';
import { PaymentMethodService } from './payment-method/payment-method.service.ts';
import type { StoredRules } from './pricing/stored-rules.ts';
import { PromoCodeService } from './promo-code/promo-code.service.ts';
import { PromoCodeAttempts } from './promo-code/promo-code-attempts.ts';
import { ReconciliationService } from './reconciliation/reconciliation.service.ts';
import { RefundService } from './refund/refund.service.ts';
import type { RefundProgress } from './refund/refund-progress.ts';
import { TaxRulesService } from './tax/tax-rules.service.ts';
import type { TokenMint } from './token-mint.ts';
import type { AdmissionGate } from './waiting-room/admission-gate.ts';
import type { PlaceBook } from './waiting-room/place-book.ts';
import type { RoomBook } from './waiting-room/room-book.ts';
import { WaitingRoomService } from './waiting-room/waiting-room.service.ts';
import { WaitingRoomAdminService } from './waiting-room/waiting-room-admin.service.ts';

/** What lives as long as the subgraph. */
export interface PaymentsParts {
  readonly config: PaymentsConfig;
  readonly database: Database;
  readonly logger: Logger;
  readonly commands: Commands;
  readonly tokens: TokenMint;
  readonly holdMinutes: HoldMinutes;
  readonly cartLimit: CartLimit;
  readonly sellers: EventSellers;
  readonly newCarts: NewCarts;
  readonly storedRules: StoredRules;
  readonly orderNumbers: OrderNumbers;
  readonly orderSteps: OrderSteps;
  readonly saleFacts: SaleFactsDirectory;
  readonly invoiceFiles: InvoiceFiles;
  readonly issueInvoices: IssueInvoices;
  readonly links: DownloadLinks;
  readonly orderProgress: OrderProgress;
  readonly refundProgress: RefundProgress;
  readonly rooms: RoomBook;
  readonly placeBook: PlaceBook;
  readonly admissions: AdmissionGate;
  readonly changeProgress: ChangeProgress;
}

/** What services of one request share: who asks, and what they may see of the database. */
export interface RequestScope extends PaymentsParts {
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly client?: ClientInfo;
}

export interface PaymentsServices {
  readonly carts: CartService;
  readonly checkout: CheckoutService;
  readonly orders: OrderService;
  readonly payments: PaymentService;
  readonly cancellation: CancellationService;
  readonly refunds: RefundService;
  readonly orderChanges: OrderChangeService;
  readonly orderRules: OrderRulesService;
  readonly invoices: InvoiceService;
  readonly exports: ExportService;
  readonly ledger: LedgerService;
  readonly promoCodes: PromoCodeService;
  readonly paymentMethods: PaymentMethodService;
  readonly fees: FeeRulesService;
  readonly taxes: TaxRulesService;
  readonly reconciliation: ReconciliationService;
  readonly waitingRooms: WaitingRoomService;
  readonly waitingRoomAdmin: WaitingRoomAdminService;
}

/** What every resolver of this subgraph finds in its context. */
export type PaymentsContext = RequestContext & PaymentsServices;

/** The services of one request. */
export function createServices(parts: PaymentsParts, { viewer, requestId, client }: SubgraphRequest): PaymentsServices {
  const scope: RequestScope = { ...parts, em: parts.database.fork(viewer), viewer, requestId, client };
  const fees = new FeeRulesService(scope.em, viewer, requestId, parts.storedRules);
  const taxes = new TaxRulesService(scope.em, viewer, requestId, parts.saleFacts, parts.storedRules);
  const countedFor = clientOf(viewer, client?.ip);
  const attempts = new PromoCodeAttempts(parts.database, countedFor && parts.tokens.keyedHash('client', countedFor));
  const promoCodes = new PromoCodeService(scope.em, viewer, requestId, attempts);
  const paymentMethods = new PaymentMethodService(parts.commands, requestId);
  const pricing = new CartPricing(fees, taxes, promoCodes);
  const orders = new OrderService(scope);
  return {
    carts: new CartService(scope, pricing, promoCodes),
    checkout: new CheckoutService(scope, pricing, paymentMethods, orders),
    orders,
    payments: new PaymentService(scope, orders),
    cancellation: new CancellationService(scope, orders),
    refunds: new RefundService(scope, orders),
    orderChanges: new OrderChangeService(scope, pricing, paymentMethods),
    orderRules: new OrderRulesService(scope, orders),
    invoices: new InvoiceService(scope),
    exports: new ExportService(scope),
    ledger: new LedgerService(scope.em, viewer),
    promoCodes,
    paymentMethods,
    fees,
    taxes,
    reconciliation: new ReconciliationService(scope),
    waitingRooms: new WaitingRoomService(scope),
    waitingRoomAdmin: new WaitingRoomAdminService(scope),
  };
}
