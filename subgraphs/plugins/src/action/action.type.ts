import { Directive, Field, ID, Int, Json, ObjectType } from '@ticketbase/subgraph-kit/graphql';

@ObjectType('ActionError', { description: 'Why a plugin did not answer.' })
export class ActionErrorType {
  @Field(() => String, { description: 'What kind of failure it is, e.g. PLUGIN_TIMEOUT or PLUGIN_THREW.' })
  code!: string;

  @Field(() => String, { description: 'What the plugin, or the platform about it, says.' })
  message!: string;

  @Field(() => Boolean, { description: 'True if the same call may well succeed later.' })
  retryable!: boolean;
}

@ObjectType('ActionResult', { description: 'What came of running an action.' })
export class ActionResultType {
  @Field(() => Boolean, { description: 'True if the plugin answered.' })
  ok!: boolean;

  @Field(() => Json, { nullable: true, description: 'What it answered.' })
  data!: unknown;

  @Field(() => ActionErrorType, { nullable: true, description: 'Why it did not; null if it did.' })
  error!: ActionErrorType | null;

  @Field(() => Int, { description: 'Milliseconds that it took.' })
  durationMs!: number;

  @Field(() => ID, { description: 'The request that ran it, as its log names it.' })
  requestId!: string;
}

@Directive('@inaccessible')
@ObjectType('PluginPaymentMethod', { description: 'A way to pay that an installed plugin offers.' })
export class PluginPaymentMethodType {
  @Field(() => ID, { description: 'The plugin and the method, e.g. offline-payments:bank-transfer.' })
  id!: string;

  @Field(() => ID, { description: 'The plugin.' })
  pluginId!: string;

  @Field(() => ID, { description: 'The installation.' })
  installationId!: string;

  @Field(() => String, { description: 'The method within the plugin.' })
  methodId!: string;

  @Field(() => String, { description: 'What the buyer chooses by.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'One sentence more.' })
  description!: string | null;

  @Field(() => String, { description: 'The action that begins a payment.' })
  startAction!: string;

  @Field(() => String, { nullable: true, description: 'The action that asks whether the money came.' })
  confirmAction!: string | null;

  @Field(() => String, { nullable: true, description: 'The action that gives money back.' })
  refundAction!: string | null;
}
