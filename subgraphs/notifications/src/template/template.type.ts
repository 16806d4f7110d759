import { DateTime, Field, ID, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';

export const TemplateCategoryEnum = { TRANSACTIONAL: 'TRANSACTIONAL', ANNOUNCEMENT: 'ANNOUNCEMENT' } as const;
registerEnumType(TemplateCategoryEnum, {
  name: 'TemplateCategory',
  description: 'Whether a recipient can unsubscribe.',
  valuesConfig: {
    TRANSACTIONAL: { description: 'Follows from what the recipient did, and is always sent.' },
    ANNOUNCEMENT: { description: 'The organizer’s own words; the recipient can unsubscribe.' },
  },
});

export const PlaceholderKindEnum = {
  TEXT: 'text',
  LINES: 'lines',
  URL: 'url',
  AMOUNT: 'amount',
  LIST: 'list',
} as const;
registerEnumType(PlaceholderKindEnum, {
  name: 'PlaceholderKind',
  description: 'How a placeholder’s value reads.',
  valuesConfig: {
    TEXT: { description: 'One line.' },
    LINES: { description: 'Text of several lines; not in subjects.' },
    URL: { description: 'A link; the only kind that may stand inside an HTML tag: href="{{orderUrl}}".' },
    AMOUNT: { description: 'Money, in the recipient’s format.' },
    LIST: { description: 'One line per entry; not in subjects.' },
  },
});

@ObjectType('TemplatePlaceholder', { description: 'Something that a template can have filled in.' })
export class TemplatePlaceholderType {
  @Field(() => String, {
    description: 'Its name: {{name}} stands for it, {{#name}}…{{/name}} is there if it is not empty.',
  })
  name!: string;

  @Field(() => PlaceholderKindEnum, { description: 'How it reads.' })
  kind!: (typeof PlaceholderKindEnum)[keyof typeof PlaceholderKindEnum];

  @Field(() => String, { description: 'What it is.' })
  description!: string;

  @Field(() => Boolean, { description: 'Whether the HTML and the text must use it.' })
  required!: boolean;
}

@ObjectType('NotificationTemplate', { description: 'How a kind of message reads in one language.' })
export class NotificationTemplateType {
  @Field(() => ID, { description: 'Name and language, e.g. order-confirmed:en.' })
  id!: string;

  @Field(() => String, { description: 'The kind of message, e.g. order-confirmed.' })
  name!: string;

  @Field(() => String, { description: 'The language, as an ISO 639-1 code.' })
  locale!: string;

  @Field(() => String, { description: 'When it is sent, and to whom.' })
  description!: string;

  @Field(() => TemplateCategoryEnum, { description: 'Whether a recipient can unsubscribe.' })
  category!: keyof typeof TemplateCategoryEnum;

  @Field(() => String, { description: 'The subject, with placeholders.' })
  subject!: string;

  @Field(() => String, { description: 'The HTML body, with placeholders; values are escaped.' })
  html!: string;

  @Field(() => String, { description: 'The plain-text body, with placeholders.' })
  text!: string;

  @Field(() => Boolean, { description: 'Whether the organization has written its own.' })
  customized!: boolean;

  @Field(() => [TemplatePlaceholderType], { description: 'What it can have filled in.' })
  placeholders!: TemplatePlaceholderType[];

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the organization last changed it; null if it never did.',
  })
  updatedAt!: Date | null;
}
