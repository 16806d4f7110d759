import { hashSecret, newId } from '@ticketbase/kernel';
import { NotificationEntity } from '../notification/notification.entity.ts';
import type { RequestScope } from '../request-scope.ts';
import { PreferenceEntity } from './preference.entity.ts';

/** What recipients want to hear. */
export class PreferenceService {
  private readonly scope: RequestScope;

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  /**
   * Stops announcements of the organization that sent the message with this link. The secret in the link is the
   * permission, so the viewer's tenant does not matter. Returns false for a secret that was in no message.
   */
  async unsubscribe(secret: string): Promise<boolean> {
    const { em } = this.scope;
    const notification = await em.findOne(
      NotificationEntity,
      { unsubscribeHash: hashSecret(secret) },
      { filters: { tenant: false } },
    );
    if (!notification?.organizationId) return false;
    await em.upsert(
      PreferenceEntity,
      {
        id: newId(),
        organizationId: notification.organizationId,
        recipient: notification.recipient.toLowerCase(),
        unsubscribedAt: new Date(),
      },
      { onConflictFields: ['organizationId', 'recipient'], onConflictAction: 'ignore' },
    );
    return true;
  }
}
