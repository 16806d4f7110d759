import { Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

@ObjectType('PaymentMethod', { description: 'A way to pay, offered by a plugin that the organizer has enabled.' })
export class PaymentMethodType {
  @Field(() => ID, { description: 'Pass it to checkout as paymentMethod, e.g. offline-payments:bank-transfer.' })
  id!: string;

  @Field(() => ID, { description: 'The plugin that takes the payment.' })
  pluginId!: string;

  @Field(() => String, { description: 'What buyers choose by, e.g. Bank transfer.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'One sentence below the label.' })
  description?: string | null;
}
