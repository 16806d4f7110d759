import { Viewer } from '@ticketbase/kernel';
import type { PaymentsParts } from '../context.ts';
import { type OrderChange, OrderChangeEntity } from './order-change.entity.ts';

const BATCH = 100;

/** Ends changes that were not paid in time, and goes on with those that were left between two steps. */
export async function sweepOrderChanges(parts: PaymentsParts, requestId: string): Promise<void> {
  const { database, changeProgress, logger } = parts;
  const find = (sql: string) =>
    database.forkTenant(null).execute<{ id: string; organization_id: string; request_id: string }[]>(sql);
  const expired = await find(
    `select id, organization_id, request_id from order_change
      where status = 'PENDING' and step = 'AWAIT_PAYMENT' and expires_at < now() order by expires_at limit ${BATCH}`,
  );
  for (const { id, organization_id } of expired) {
    const em = database.forkTenant(organization_id);
    const change: OrderChange = await em.findOneOrFail(OrderChangeEntity, { id }, { disableIdentityMap: true });
    const behalf = { viewer: Viewer.service('payments', organization_id), requestId };
    await em.transactional(tx => changeProgress.end(tx, change, 'EXPIRED', behalf, null));
  }
  const due = await find(
    `select id, organization_id, request_id from order_change
      where step not in ('AWAIT_PAYMENT', 'DONE') and (leased_until is null or leased_until < now())
        and (retry_at is null or retry_at < now())
        -- Those whose own request is at work are left to it.
        and (created_at < now() - interval '5 seconds' or step = 'RELEASE_HOLD')
      order by retry_at nulls first limit ${BATCH}`,
  );
  for (const { id, organization_id, request_id } of due) {
    const behalf = { viewer: Viewer.service('payments', organization_id), requestId: request_id };
    await changeProgress
      .run(organization_id, id, behalf)
      .catch(error => logger.warn({ err: error, changeId: id }, 'change not taken further yet'));
  }
}
