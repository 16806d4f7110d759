import { Field, InputType } from '@ticketbase/subgraph-kit/graphql';

@InputType('NotificationTemplateInput', { description: 'How a kind of message shall read in one language.' })
export class NotificationTemplateInput {
  @Field(() => String, { description: 'The kind of message, e.g. order-confirmed.' })
  template!: string;

  @Field(() => String, { defaultValue: 'en', description: 'The language: en or de.' })
  locale!: string;

  @Field(() => String, { description: 'The subject: one line, 200 characters at most.' })
  subject!: string;

  @Field(() => String, { description: 'The HTML body: no scripts, forms or event handlers.' })
  html!: string;

  @Field(() => String, { description: 'The plain-text body.' })
  text!: string;
}
