import { Field, InputType, Int, Json, ObjectType, Url } from '@ticketbase/subgraph-kit/graphql';

@ObjectType('PluginWebhook', {
  description: 'An address that an outside service calls, to tell the plugin of something.',
})
export class PluginWebhookType {
  @Field(() => String, { description: 'Its name in the manifest.' })
  name!: string;

  @Field(() => Url, { description: 'The address; whoever knows it can call it.' })
  url!: string;
}

@InputType('ReceiveWebhookInput', { description: 'A call of an outside service.' })
export class ReceiveWebhookInput {
  @Field(() => String, { description: 'The installation, as the address has it.' })
  installation!: string;

  @Field(() => String, { description: 'The webhook’s name, as the address has it.' })
  webhook!: string;

  @Field(() => String, { description: 'The secret, as the address has it.' })
  secret!: string;

  @Field(() => Json, { description: 'The headers, by name in lower case.' })
  headers!: unknown;

  @Field(() => String, { description: 'The body, byte for byte, as base64.' })
  body!: string;
}

@ObjectType('WebhookAnswer', { description: 'What the outside service is answered.' })
export class WebhookAnswerType {
  @Field(() => Int, { description: 'The HTTP status.' })
  status!: number;

  @Field(() => String, { nullable: true, description: 'The body, as text.' })
  body!: string | null;

  @Field(() => Int, { nullable: true, description: 'Seconds after which to call again.' })
  retryAfter!: number | null;
}
