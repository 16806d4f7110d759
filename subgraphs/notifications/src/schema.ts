import { buildSubgraph, type SubgraphSchema } from '@ticketbase/subgraph-kit';
import { MessageResolver } from './message/message.resolver.ts';
import { NotificationResolver } from './notification/notification.resolver.ts';
import { PreferenceResolver } from './preference/preference.resolver.ts';
import { TemplateResolver } from './template/template.resolver.ts';

/** What notifications contributes to the supergraph. */
export const notificationsSchema: SubgraphSchema = buildSubgraph({
  name: 'notifications',
  resolvers: [NotificationResolver, TemplateResolver, MessageResolver, PreferenceResolver],
  references: {},
});
