import { Field, InputType } from '@ticketbase/subgraph-kit/graphql';

@InputType('MessageInput', { description: 'A message to everyone with a ticket of an event.' })
export class MessageInput {
  @Field(() => String, { description: 'The subject: one line, 200 characters at most.' })
  subject!: string;

  @Field(() => String, { description: 'What it says, as plain text, 20,000 characters at most; line breaks are kept.' })
  body!: string;

  @Field(() => String, { nullable: true, description: 'The same key and message are sent once.' })
  idempotencyKey?: string | null;
}
