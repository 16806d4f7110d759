import { defineEntity } from '@mikro-orm/core';

/** A call of an outside service that a plugin has taken, or is taking. */
export const WebhookReceiptEntity = defineEntity({
  name: 'WebhookReceipt',
  tableName: 'webhook_receipt',
  properties: p => ({
    installationId: p.uuid().primary(),
    webhook: p.text().primary(),
    bodyHash: p.text().primary(),
    organizationId: p.uuid(),
    receivedAt: p.datetime().defaultRaw('now()'),
    status: p.integer().nullable(),
    answer: p.text().nullable(),
  }),
});
