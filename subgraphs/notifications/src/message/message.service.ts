import { domainEvent, hashSecret, isId, NotFoundError, newSecret } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import { z } from 'zod';
import { eventTitle } from '../event/event-title.ts';
import type { Links } from '../links.ts';
import { queueNotifications } from '../notification/queue-notifications.ts';
import { once } from '../once.ts';
import { PreferenceEntity } from '../preference/preference.entity.ts';
import type { RequestScope } from '../request-scope.ts';
import { attendeeMessage } from '../template/defaults/event-templates.ts';
import type { Audience, Recipient } from './audience.ts';
import type { MessageInput } from './message.input.ts';

const messageSchema = z.object({
  subject: z
    .string()
    .trim()
    .min(1, 'Must not be empty.')
    .max(200, 'Must have 200 characters at most.')
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'Must be one line.'),
  body: z.string().trim().min(1, 'Must not be empty.').max(20_000, 'Must have 20,000 characters at most.'),
  idempotencyKey: z.string().nullish(),
});

/** Sends an organizer's own words to those who come to an event. */
export class MessageService {
  private readonly scope: RequestScope;
  private readonly audience: Audience;
  private readonly links: Links;

  constructor(scope: RequestScope, audience: Audience, links: Links) {
    this.scope = scope;
    this.audience = audience;
    this.links = links;
  }

  /**
   * Queues a message to everyone with a ticket who has not unsubscribed, and returns to how many.
   * Throws BAD_USER_INPUT, NOT_FOUND or IDEMPOTENCY_KEY_REUSED.
   */
  async messageAttendees(eventId: string, input: MessageInput): Promise<number> {
    const { viewer, requestId } = this.scope;
    const organizationId = viewer.require('notifications:write');
    const { idempotencyKey, subject, body } = parseInput(messageSchema, input);
    if (!isId(eventId)) throw new NotFoundError('The event');
    // Asked before the transaction, which must not wait for another subgraph.
    const recipients = await this.audience.of(eventId, { organizationId, requestId });
    const options = { operation: 'messageAttendees', key: idempotencyKey, input: { eventId, subject, body } };
    return once(this.scope, options, async em => {
      const title = await eventTitle(em, eventId);
      const wanted = await withoutUnsubscribed(em, recipients);
      const drafts = wanted.map(({ email, name }) => {
        const secret = newSecret();
        return {
          organizationId,
          template: attendeeMessage.name,
          recipient: email,
          recipientName: name,
          eventId,
          unsubscribeHash: hashSecret(secret),
          values: { subject, body, eventTitle: title, unsubscribeUrl: this.links.unsubscribe(secret) },
        };
      });
      await queueNotifications(em, drafts);
      const payload = { eventId, subject, recipients: drafts.length };
      await recordEvents(em, domainEvent('notification.message_sent', payload, { viewer, requestId }));
      return drafts.length;
    });
  }
}

async function withoutUnsubscribed(em: RequestScope['em'], recipients: readonly Recipient[]): Promise<Recipient[]> {
  const unsubscribed = new Set<string>();
  for (let at = 0; at < recipients.length; at += 1_000) {
    const addresses = recipients.slice(at, at + 1_000).map(({ email }) => email.toLowerCase());
    const found = await em.find(PreferenceEntity, { recipient: { $in: addresses } }, { fields: ['recipient'] });
    for (const { recipient } of found) unsubscribed.add(recipient);
  }
  return recipients.filter(({ email }) => !unsubscribed.has(email.toLowerCase()));
}
