import type { FilterQuery } from '@mikro-orm/core';
import { BadUserInputError, isId } from '@ticketbase/kernel';
import { mapPage, type Page, paginate } from '@ticketbase/subgraph-kit';
import type { ConnectionArgs } from '@ticketbase/subgraph-kit/graphql';
import DataLoader from 'dataloader';
import { once } from '../once.ts';
import type { MemberDirectory } from '../organization/member-directory.ts';
import type { RequestScope } from '../request-scope.ts';
import { requireTemplate } from '../template/template.service.ts';
import type { TemplateValues } from '../template/template-values.ts';
import { type Attempt, AttemptEntity, type Notification, NotificationEntity } from './notification.entity.ts';
import { TestRecipientNotMemberError } from './notification.errors.ts';
import type { NotificationFilter } from './notification.input.ts';
import type { NotificationType } from './notification.type.ts';
import { channelOf, queueNotifications } from './queue-notifications.ts';

/** The messages of the viewer's organization. */
export class NotificationService {
  private readonly scope: RequestScope;
  private readonly members: MemberDirectory;
  private readonly attemptsOf = new DataLoader<string, Attempt[]>(ids => this.loadAttempts(ids));

  constructor(scope: RequestScope, members: MemberDirectory) {
    this.scope = scope;
    this.members = members;
  }

  /** A page of messages, newest first. Throws BAD_USER_INPUT, UNAUTHENTICATED or FORBIDDEN. */
  async list(filter: NotificationFilter | null | undefined, page: ConnectionArgs): Promise<Page<NotificationType>> {
    this.scope.viewer.require('notifications:read');
    const where = toCondition(filter ?? {});
    // Ids are ordered by time (UUID 7), to more digits than timestamps are compared by in JavaScript.
    const found = await paginate(this.scope.em, NotificationEntity, page, { where, orderBy: { id: 'desc' } });
    return mapPage(found, toType);
  }

  /** The attempts of a message that was listed. */
  attempts(notificationId: string): Promise<Attempt[]> {
    this.scope.viewer.require('notifications:read');
    return this.attemptsOf.load(notificationId);
  }

  /**
   * Queues a message with a template's sample values. Throws NOT_FOUND for an unknown template, BAD_USER_INPUT for an
   * address that is none, and TEST_RECIPIENT_NOT_MEMBER for a stranger's: an organization's own words reach only those
   * who dealt with it. A number is taken, and the message fails with SMS_NOT_CONFIGURED.
   */
  async sendTest(template: string, to: string, idempotencyKey?: string | null): Promise<NotificationType> {
    const organizationId = this.scope.viewer.require('notifications:write');
    const { name, placeholders } = requireTemplate(template);
    const recipient = to.trim();
    const channel = channelOf(recipient);
    if (!channel) {
      const message = 'Must be an e-mail address, or a phone number such as +49301234567.';
      throw new BadUserInputError([{ path: 'to', message }]);
    }
    const { requestId } = this.scope;
    if (channel === 'EMAIL' && !(await this.members.has(recipient, { organizationId, requestId })))
      throw new TestRecipientNotMemberError();
    const values: TemplateValues = Object.fromEntries(
      Object.entries(placeholders)
        // The organization's own name and address are filled in when it is sent.
        .filter(([placeholder]) => placeholder !== 'organizationName' && placeholder !== 'supportEmail')
        .map(([placeholder, { sample }]) => [placeholder, sample]),
    );
    const options = { operation: 'sendTestNotification', key: idempotencyKey, input: { name, recipient } };
    const [id] = await once(this.scope, options, em =>
      queueNotifications(em, [{ organizationId, template: name, recipient, values, test: true }]),
    );
    return toType(await this.scope.em.findOneOrFail(NotificationEntity, { id }));
  }

  private async loadAttempts(ids: readonly string[]): Promise<Attempt[][]> {
    const attempts = await this.scope.em.find(
      AttemptEntity,
      { notificationId: { $in: [...ids] } },
      { orderBy: { number: 'asc' } },
    );
    const byNotification = Map.groupBy(attempts, ({ notificationId }) => notificationId);
    return ids.map(id => byNotification.get(id) ?? []);
  }
}

function toCondition(filter: NotificationFilter): FilterQuery<Notification> {
  const { statuses, channel, template, recipient, eventId, orderId } = filter;
  const ids = Object.entries({ eventId, orderId }).filter(([, id]) => id != null && !isId(id));
  // What is no id is no message's: no row, rather than a fault in the database.
  if (ids.length > 0) return { id: { $in: [] } };
  return {
    ...(statuses ? { status: { $in: statuses } } : {}),
    ...(channel ? { channel } : {}),
    ...(template == null ? {} : { template }),
    ...(recipient == null ? {} : { recipient: { $ilike: escapeLike(recipient) } }),
    ...(eventId == null ? {} : { eventId }),
    ...(orderId == null ? {} : { orderId }),
  };
}

const escapeLike = (text: string) => text.replaceAll(/[\\%_]/g, character => `\\${character}`);

const toType = (row: Notification): NotificationType => ({
  id: row.id,
  channel: row.channel,
  template: row.template,
  recipient: row.recipient,
  status: row.status,
  attempts: row.attempts,
  error: row.error ?? null,
  test: row.test,
  eventId: row.eventId ?? null,
  orderId: row.orderId ?? null,
  createdAt: row.createdAt,
  sentAt: row.sentAt ?? null,
});
