import type { EntityManager } from '@mikro-orm/postgresql';
import { newId, type Viewer } from '@ticketbase/kernel';
import type { Order } from '../order/order.entity.ts';
import type { InvoiceDraft } from './invoice.entity.ts';

interface Occasion {
  readonly drafts: readonly InvoiceDraft[];
  readonly refundId?: string | null;
  readonly changeId?: string | null;
  /** Somebody asked for it: also where documents are not issued by themselves. */
  readonly byHand?: boolean;
}

/**
 * Notes, in the transaction of what it documents, that a document is to be issued; one statement, and nothing where the
 * organization issues none. The number is taken later, in a short transaction of its own, so that buyers who pay at the
 * same time do not wait for each other's.
 */
export async function noteInvoiceDue(
  tx: EntityManager,
  { id, organizationId }: Pick<Order, 'id' | 'organizationId'>,
  { drafts, refundId = null, changeId = null, byHand = false }: Occasion,
  { viewer, requestId }: { readonly viewer: Viewer; readonly requestId: string },
): Promise<void> {
  if (drafts.every(draft => draft.lines.every(line => line.total === 0))) return;
  await tx.execute(
    `insert into invoice_due (id, organization_id, order_id, refund_id, change_id, drafts, actor, request_id, created_at)
     select ?, organization_id, ?, ?, ?, ?::jsonb, ?::jsonb, ?, now() from invoice_settings
      where organization_id = ?
        -- An invoice that was asked for by hand is followed by its credit notes all the same.
        and (? or automatic or exists (select 1 from invoice i where i.order_id = ?))`,
    [
      newId(),
      id,
      refundId,
      changeId,
      JSON.stringify(drafts),
      JSON.stringify(viewer.actor),
      requestId,
      organizationId,
      byHand,
      id,
    ],
  );
}
