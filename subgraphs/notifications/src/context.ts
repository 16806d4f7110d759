import type { SubgraphRequest } from '@ticketbase/kernel';
import type { Database, RequestContext } from '@ticketbase/subgraph-kit';
import type { Links } from './links.ts';
import type { Audience } from './message/audience.ts';
import { MessageService } from './message/message.service.ts';
import { NotificationService } from './notification/notification.service.ts';
import type { MemberDirectory } from './organization/member-directory.ts';
import { PreferenceService } from './preference/preference.service.ts';
import { TemplateService } from './template/template.service.ts';

/** The services of one request. */
export interface NotificationsServices {
  readonly notifications: NotificationService;
  readonly templates: TemplateService;
  readonly messages: MessageService;
  readonly preferences: PreferenceService;
}

export type NotificationsContext = RequestContext & NotificationsServices;

/** Makes the services of one request, for its viewer. */
export const createServices =
  (database: Database, audience: Audience, members: MemberDirectory, links: Links) =>
  ({ viewer, requestId }: SubgraphRequest): NotificationsServices => {
    const scope = { em: database.fork(viewer), viewer, requestId };
    return {
      notifications: new NotificationService(scope, members),
      templates: new TemplateService(scope),
      messages: new MessageService(scope, audience, links),
      preferences: new PreferenceService(scope),
    };
  };
