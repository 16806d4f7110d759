import type { EntityManager } from '@mikro-orm/postgresql';
import { newId, type Viewer } from '@ticketbase/kernel';
import { type PreparedStatement, sendIn } from '@ticketbase/subgraph-kit';
import type { Order } from '../order/order.entity.ts';
import type { InvoiceDraft } from './invoice.entity.ts';

interface By {
  readonly viewer: Viewer;
  readonly requestId: string;
}

interface Occasion {
  readonly drafts: readonly InvoiceDraft[];
  readonly refundId?: string | null;
  readonly changeId?: string | null;
  /** Somebody asked for it: also where documents are not issued by themselves. */
  readonly byHand?: boolean;
}

const COLUMNS = 'id, organization_id, order_id, refund_id, change_id, drafts, actor, request_id, created_at';

/**
 * An insertion that notes that the document which is this parameter is due: where the organization issues some by
 * itself, or it is asked for by hand, and the condition holds. Gives the id of what it noted.
 */
export const insertInvoiceDue = (due: string, byHand: string, condition = 'true'): string => `
    insert into invoice_due (${COLUMNS})
    select ${COLUMNS.split(', ')
      .map(column => `d.${column}`)
      .join(', ')}
      from jsonb_populate_record(null::invoice_due, ${due}::jsonb) d
      join invoice_settings s on s.organization_id = d.organization_id
     where ${condition}
       -- An invoice that was asked for by hand is followed by its credit notes all the same.
       and (${byHand} or s.automatic or exists (
              select 1 from invoice i where i.order_id = d.order_id and i.organization_id = d.organization_id))
    returning id`;

const NOTE: PreparedStatement = { name: 'note-invoice-due', text: insertInvoiceDue('$1', '$2::boolean') };

/** What is to be noted as due, as JSON of its row; null where there is nothing to document. */
export function invoiceDue(
  { id, organizationId }: Pick<Order, 'id' | 'organizationId'>,
  { drafts, refundId = null, changeId = null }: Occasion,
  { viewer, requestId }: By,
): string | null {
  if (drafts.every(draft => draft.lines.every(line => line.total === 0))) return null;
  return JSON.stringify({
    ...{ id: newId(), organization_id: organizationId, order_id: id, refund_id: refundId, change_id: changeId },
    ...{ drafts, actor: viewer.actor, request_id: requestId, created_at: new Date() },
  });
}

/**
 * Notes, in the transaction of what it documents, that a document is to be issued; one statement, and nothing where the
 * organization issues none. The number is taken later, in a short transaction of its own, so that buyers who pay at the
 * same time do not wait for each other's.
 */
export async function noteInvoiceDue(
  tx: EntityManager,
  order: Pick<Order, 'id' | 'organizationId'>,
  occasion: Occasion,
  by: By,
): Promise<void> {
  const due = invoiceDue(order, occasion, by);
  if (due) await sendIn(tx)(NOTE, [due, occasion.byHand ?? false]);
}
