import { Field, ID, InputType } from '@ticketbase/subgraph-kit/graphql';
import type { Channel, DeliveryStatus } from './notification.entity.ts';
import { ChannelEnum, DeliveryStatusEnum } from './notification.type.ts';

@InputType('NotificationFilter', { description: 'Which messages to list; all conditions hold.' })
export class NotificationFilter {
  @Field(() => [DeliveryStatusEnum], { nullable: true, description: 'Only those that have come this far.' })
  statuses?: DeliveryStatus[] | null;

  @Field(() => ChannelEnum, { nullable: true, description: 'Only those of this channel.' })
  channel?: Channel | null;

  @Field(() => String, { nullable: true, description: 'Only those of this kind, e.g. order-confirmed.' })
  template?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only those to this address; upper and lower case are the same.',
  })
  recipient?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those about this event.' })
  eventId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those about this order.' })
  orderId?: string | null;
}
