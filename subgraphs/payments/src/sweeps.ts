import { setTimeout as sleep } from 'node:timers/promises';
import { newId, Viewer } from '@ticketbase/kernel';
import { sweepCarts } from './cart/cart-release.ts';
import { forgetCarts } from './cart/forget-carts.ts';
import { OrphanHolds } from './cart/orphan-holds.ts';
import type { PaymentsParts } from './context.ts';
import { closePending } from './order/order-closing.ts';
import { sweepOrderChanges } from './order-change/change-sweep.ts';
import { promoCodeLimit } from './promo-code/promo-code-attempts.ts';
import { sweepRooms } from './waiting-room/sweep-rooms.ts';

const BATCH = 100;

interface Due {
  readonly id: string;
  readonly organization_id: string;
  readonly request_id: string;
}

/**
 * Looks every few seconds for what has expired and for what was left between two steps. Any number of processes may
 * sweep at once: every change is conditional, and every step is leased.
 */
export class Sweeps {
  private readonly parts: PaymentsParts;
  private readonly orphanHolds: OrphanHolds;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(parts: PaymentsParts) {
    this.parts = parts;
    this.orphanHolds = new OrphanHolds(parts);
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Ends the sweep in hand and resolves when it has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** One round of everything. A fault in one part is logged and does not keep the others. */
  async sweep(): Promise<void> {
    const requestId = newId();
    const rounds = [
      () => sweepCarts(this.parts, requestId),
      () => this.expireOrders(requestId),
      () => this.resumeOrders(),
      () => sweepOrderChanges(this.parts, requestId),
      () => this.resumeRefunds(),
      () => this.parts.issueInvoices.sweep(),
      () => this.parts.invoiceFiles.sweep(),
      () => this.parts.links.exports.sweep(),
      () => this.orphanHolds.release(requestId),
      () => sweepRooms(this.parts.database),
      () => forgetCarts(this.parts),
      async () => void (await promoCodeLimit.forget(this.parts.database.forkTenant(null))),
    ];
    for (const round of rounds) {
      if (this.stopping.signal.aborted) return;
      await round().catch(error => this.parts.logger.error({ err: error, requestId }, 'sweep failed'));
    }
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.sweep();
      await sleep(this.parts.config.sweepInterval, undefined, { signal }).catch(() => {});
    }
  }

  private async expireOrders(requestId: string): Promise<void> {
    const due = await this.find(
      `select id, organization_id, request_id from orders
        where status = 'PENDING' and expires_at < now() and step <> 'ISSUE_TICKETS'
          and (leased_until is null or leased_until < now())
        order by expires_at limit ${BATCH}`,
    );
    for (const { id, organization_id } of due) {
      const viewer = Viewer.service('payments', organization_id);
      const closing = { orderId: id, organizationId: organization_id, viewer, requestId, tokens: this.parts.tokens };
      await this.parts.database
        .forkTenant(organization_id)
        .transactional(tx => closePending(tx, { ...closing, to: 'EXPIRED', reason: null }));
    }
  }

  private async resumeOrders(): Promise<void> {
    const due = await this.find(
      `select id, organization_id, request_id from orders
        where step not in ('AWAIT_PAYMENT', 'DONE') and (leased_until is null or leased_until < now())
          and (retry_at is null or retry_at < now())
          -- Those whose own request is at work are left to it.
          and (created_at < now() - interval '5 seconds' or step in ('RELEASE_HOLD', 'VOID_TICKETS'))
        order by retry_at nulls first limit ${BATCH}`,
    );
    for (const { id, organization_id, request_id } of due) {
      const behalf = { viewer: Viewer.service('payments', organization_id), requestId: request_id };
      await this.parts.orderProgress
        .run(organization_id, id, behalf)
        .catch(error => this.parts.logger.warn({ err: error, orderId: id }, 'order not taken further yet'));
    }
  }

  private async resumeRefunds(): Promise<void> {
    const due = await this.find(
      `select id, organization_id, request_id from refund
        where step not in ('AWAIT_HAND', 'DONE') and (leased_until is null or leased_until < now()) and (retry_at is null or retry_at < now())
        order by retry_at nulls first limit ${BATCH}`,
    );
    for (const { id, organization_id, request_id } of due) {
      const behalf = { viewer: Viewer.service('payments', organization_id), requestId: request_id };
      await this.parts.refundProgress.attempt(organization_id, id, behalf);
    }
  }

  /** Across tenants: what is found is worked on in its own tenant. */
  private find(sql: string): Promise<Due[]> {
    return this.parts.database.forkTenant(null).execute<Due[]>(sql);
  }
}
