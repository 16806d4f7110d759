import { defineEntity } from '@mikro-orm/core';

/** A link to an exported list, by the hash of its token. */
export const ExportLinkEntity = defineEntity({
  name: 'ExportLink',
  tableName: 'export_link',
  properties: p => ({
    tokenHash: p.text().primary(),
    organizationId: p.uuid(),
    list: p.text(),
    query: p.json<object>(),
    expiresAt: p.datetime(),
    createdAt: p.datetime(),
  }),
});
