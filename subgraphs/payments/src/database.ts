import type { EntitySchema } from '@mikro-orm/core';
import { cartClientMigration } from '../migrations/20261123_cart_client.ts';
import { initialMigration } from '../migrations/20261123_initial.ts';
import { invoicesMigration } from '../migrations/20261123_invoices.ts';
import { orderChangesMigration } from '../migrations/20261123_order_changes.ts';
import { orderSearchMigration } from '../migrations/20261123_order_search.ts';
import { orderTicketAdmitsMigration } from '../migrations/20261123_order_ticket_admits.ts';
import { priceRulesMigration } from '../migrations/20261123_price_rules.ts';
import { promoCodeAttemptsMigration } from '../migrations/20261123_promo_code_attempts.ts';
import { refundAttemptsMigration } from '../migrations/20261123_refund_attempts.ts';
import { refundOfNothingMigration } from '../migrations/20261123_refund_of_nothing.ts';
import { waitingRoomMigration } from '../migrations/20261123_waiting_room.ts';
import { CartEntity } from './cart/cart.entity.ts';
import { FeeRulesEntity } from './fee/fee-rules.entity.ts';
import {
  ExportLinkEntity,
  InvoiceDueEntity,
  InvoiceEntity,
  InvoiceFileEntity,
  InvoiceSettingsEntity,
} from './invoice/invoice.entity.ts';
import { LedgerEntryEntity, TransactionEntity } from './ledger/ledger.entity.ts';
import { CancelledEventEntity } from './order/cancelled-event.entity.ts';
import { OrderEntity, OrderItemEntity, OrderTicketEntity } from './order/order.entity.ts';
import { OrderChangeEntity } from './order-change/order-change.entity.ts';
import { OrderRulesEntity } from './order-change/order-rules.entity.ts';
import { PromoCodeEntity } from './promo-code/promo-code.entity.ts';
import { PromoCodeAttemptEntity } from './promo-code/promo-code-attempt.entity.ts';
import { RefundEntity } from './refund/refund.entity.ts';
import { TaxCategoryEntity, TaxRulesEntity } from './tax/tax-rules.entity.ts';
import { AdmissionEntity, WaitingRoomClientEntity, WaitingRoomEntity } from './waiting-room/waiting-room.entity.ts';

/** What this subgraph keeps in PostgreSQL. */
export const paymentsDatabase = {
  schema: 'payments',
  entities: [
    CartEntity,
    OrderEntity,
    OrderItemEntity,
    OrderTicketEntity,
    OrderChangeEntity,
    OrderRulesEntity,
    InvoiceSettingsEntity,
    InvoiceEntity,
    InvoiceDueEntity,
    InvoiceFileEntity,
    ExportLinkEntity,
    TransactionEntity,
    LedgerEntryEntity,
    RefundEntity,
    PromoCodeEntity,
    PromoCodeAttemptEntity,
    FeeRulesEntity,
    TaxRulesEntity,
    TaxCategoryEntity,
    CancelledEventEntity,
    WaitingRoomEntity,
    AdmissionEntity,
    WaitingRoomClientEntity,
  ] as unknown as readonly EntitySchema[],
  migrations: [
    initialMigration,
    refundAttemptsMigration,
    cartClientMigration,
    orderSearchMigration,
    priceRulesMigration,
    orderChangesMigration,
    invoicesMigration,
    orderTicketAdmitsMigration,
    waitingRoomMigration,
    promoCodeAttemptsMigration,
    refundOfNothingMigration,
  ],
} as const;
