import { buildSubgraph, type SubgraphSchema } from '@ticketbase/subgraph-kit';
import { CartResolver } from './cart/cart.resolver.ts';
import type { PaymentsContext } from './context.ts';
import { ExportResolver } from './export/export.resolver.ts';
import { FeeRulesResolver } from './fee/fee-rules.resolver.ts';
import { InvoiceResolver } from './invoice/invoice.resolver.ts';
import { OrderResolver } from './order/order.resolver.ts';
import { OrderChangeResolver } from './order-change/order-change.resolver.ts';
import { PromoCodeResolver } from './promo-code/promo-code.resolver.ts';
import { ReconciliationResolver } from './reconciliation/reconciliation.resolver.ts';
import { RefundResolver } from './refund/refund.resolver.ts';
import { TaxRulesResolver } from './tax/tax-rules.resolver.ts';
import {
  AdmissionResolver,
  EventWaitingRoomResolver,
  WaitingPlaceResolver,
  WaitingRoomResolver,
} from './waiting-room/waiting-room.resolver.ts';

/** The payments subgraph: carts, orders and money. */
export const paymentsSchema: SubgraphSchema = buildSubgraph<PaymentsContext>({
  name: 'payments',
  resolvers: [
    CartResolver,
    OrderResolver,
    OrderChangeResolver,
    InvoiceResolver,
    ExportResolver,
    RefundResolver,
    PromoCodeResolver,
    FeeRulesResolver,
    TaxRulesResolver,
    ReconciliationResolver,
    EventWaitingRoomResolver,
    WaitingRoomResolver,
    WaitingPlaceResolver,
    AdmissionResolver,
  ],
  references: {
    // A cart is opened by its token alone; its id leads nowhere.
    Cart: (reference: { token?: string }, { carts }) => (reference.token ? carts.findByToken(reference.token) : null),
    // Owned by events; payments adds the waiting room, which asks for the viewer itself.
    Event: (reference: { id: string }) => reference,
    Order: (reference: { id: string }, { orders }) => orders.find({ id: reference.id, token: null }),
  },
});
