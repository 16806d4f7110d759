import { Connection, DateTime, Field, ID, Int, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';
import type { Channel, DeliveryStatus } from './notification.entity.ts';

export const ChannelEnum = { EMAIL: 'EMAIL', SMS: 'SMS' } as const satisfies Record<Channel, Channel>;
registerEnumType(ChannelEnum, {
  name: 'Channel',
  description: 'How a message reaches its recipient.',
  valuesConfig: {
    EMAIL: { description: 'By e-mail.' },
    SMS: { description: 'By text message. No provider is connected: such messages fail with SMS_NOT_CONFIGURED.' },
  },
});

export const DeliveryStatusEnum = {
  QUEUED: 'QUEUED',
  SENDING: 'SENDING',
  SENT: 'SENT',
  FAILED: 'FAILED',
  SUPPRESSED: 'SUPPRESSED',
} as const satisfies Record<DeliveryStatus, DeliveryStatus>;
registerEnumType(DeliveryStatusEnum, {
  name: 'DeliveryStatus',
  description: 'How far a message has come.',
  valuesConfig: {
    QUEUED: { description: 'Waits to be sent, for the first time or again.' },
    SENDING: { description: 'Is being handed over.' },
    SENT: { description: 'The mail server took it.' },
    FAILED: { description: 'Was refused, or could not be handed over in all attempts; `error` says why.' },
    SUPPRESSED: { description: 'Was not sent, since the recipient has unsubscribed.' },
  },
});

@ObjectType('NotificationAttempt', { description: 'One try to hand a message over.' })
export class NotificationAttemptType {
  @Field(() => Int, { description: 'Which one: 1 for the first.' })
  number!: number;

  @Field(() => DateTime, { description: 'When it began.' })
  startedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it ended; null while it runs, or if it was interrupted.',
  })
  finishedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Code of what went wrong; null if nothing did.' })
  error!: string | null;
}

@ObjectType('Notification', { description: 'A message to one recipient. What it says is not kept once it is sent.' })
export class NotificationType {
  @Field(() => ID, { description: 'Its id; also in the mail’s Message-ID, which is the same at every attempt.' })
  id!: string;

  @Field(() => ChannelEnum, { description: 'How it reaches the recipient.' })
  channel!: Channel;

  @Field(() => String, { description: 'What kind of message it is, e.g. order-confirmed.' })
  template!: string;

  @Field(() => String, { description: 'The recipient’s e-mail address, or number.' })
  recipient!: string;

  @Field(() => DeliveryStatusEnum, { description: 'How far it has come.' })
  status!: DeliveryStatus;

  @Field(() => Int, { description: 'How often it was tried to hand it over.' })
  attempts!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the last attempt failed: SMTP_UNAVAILABLE, SMTP_REJECTED, RECIPIENT_INVALID, RENDERING_FAILED, ORGANIZATION_UNAVAILABLE, TICKETS_UNAVAILABLE, INVOICE_UNAVAILABLE or SMS_NOT_CONFIGURED; null if it did not.',
  })
  error!: string | null;

  @Field(() => Boolean, { description: 'Whether it was sent to try a template out.' })
  test!: boolean;

  @Field(() => ID, { nullable: true, description: 'Id of the event that it concerns.' })
  eventId!: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the order that it concerns.' })
  orderId!: string | null;

  @Field(() => DateTime, { description: 'When it was queued.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When the mail server took it.' })
  sentAt!: Date | null;
}

export const NotificationConnection = Connection(() => NotificationType, 'Notification');
