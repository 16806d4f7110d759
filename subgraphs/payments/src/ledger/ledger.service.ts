import type { EntityManager } from '@mikro-orm/postgresql';
import type { Money, Viewer } from '@ticketbase/kernel';
import DataLoader from 'dataloader';
import type { OrderType } from '../order/order.type.ts';
import { type Transaction, TransactionEntity } from './ledger.entity.ts';
import type { TransactionObject, TransactionType } from './transaction.type.ts';

/** Money that moved for orders. Whoever reached an order may see it. */
export class LedgerService {
  private readonly em: EntityManager;
  private readonly viewer: Viewer;
  private readonly byOrder = new DataLoader<string, Transaction[]>(ids => this.loadMany(ids), { cache: false });

  constructor(em: EntityManager, viewer: Viewer) {
    this.em = em;
    this.viewer = viewer;
  }

  async transactionsOf(order: OrderType): Promise<TransactionObject[]> {
    const showsNotes = this.viewer.can('orders:read', order.organizationId);
    return (await this.byOrder.load(order.id)).map(row => ({
      id: row.id,
      type: row.kind as TransactionType,
      amount: { amount: row.amount, currency: row.currency },
      method: row.method,
      reference: row.reference,
      note: showsNotes ? row.note : null,
      createdAt: row.createdAt,
    }));
  }

  paidOf(order: OrderType): Promise<Money> {
    return this.sum(order, 'PAYMENT');
  }

  refundedOf(order: OrderType): Promise<Money> {
    return this.sum(order, 'REFUND');
  }

  private async sum(order: OrderType, kind: Transaction['kind']): Promise<Money> {
    const rows = (await this.byOrder.load(order.id)).filter(row => row.kind === kind);
    return { amount: rows.reduce((sum, row) => sum + row.amount, 0), currency: order.total.currency };
  }

  private async loadMany(orderIds: readonly string[]): Promise<Transaction[][]> {
    const rows = await this.em.find(
      TransactionEntity,
      { orderId: { $in: [...orderIds] }, kind: { $nin: ['SALE', 'CHANGE'] } },
      { filters: { tenant: false }, orderBy: { id: 'asc' }, disableIdentityMap: true },
    );
    return orderIds.map(id => rows.filter(row => row.orderId === id));
  }
}
