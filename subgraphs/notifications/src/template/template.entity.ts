import { defineEntity, type InferEntity } from '@mikro-orm/core';

/** A template as an organization wrote it, in place of the one in code. */
export const TemplateEntity = defineEntity({
  name: 'Template',
  tableName: 'template',
  properties: p => ({
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    name: p.text(),
    locale: p.text(),
    subject: p.text(),
    html: p.text(),
    text: p.text(),
    updatedAt: p.datetime().defaultRaw('now()'),
  }),
});
export type Template = InferEntity<typeof TemplateEntity>;
