import { Field, InputType, ObjectType, registerEnumType } from '@ticketbase/subgraph-kit/graphql';
import { PluginRequestKind } from './plugin-request.ts';

registerEnumType(PluginRequestKind, {
  name: 'PluginRequestKind',
  description: 'What a version of a plugin asks an organization for, beside scopes.',
  valuesConfig: {
    HOST: { description: 'Its code reaches this host.' },
    HOOK: { description: 'It is told of this domain event.' },
    WEBHOOK: { description: 'It is called from outside by this webhook.' },
    COMPONENT: { description: 'It shows this component in this place: `ORDER_DETAIL Card`.' },
    FIELD: { description: 'Its components are given this field to see: `Order.number`.' },
    PUBLIC_ACTION: { description: 'It answers guests by this action.' },
    SCHEDULE: {
      description: 'It runs by itself, by these five fields, in this zone, this action: `0 3 * * * UTC export`.',
    },
    SECRET: { description: 'It uses this sensitive setting.' },
    SECRET_IN_CODE: { description: 'Its code gets the value of this sensitive setting.' },
    SECRET_HOST: { description: 'This sensitive setting may be sent to this host: `apiKey api.example.com`.' },
  },
});

@ObjectType('PluginRequest', {
  description: 'What a version of a plugin does where it is installed, which an organization must consent to.',
})
export class PluginRequestType {
  @Field(() => PluginRequestKind, { description: 'What kind of thing it is.' })
  kind!: PluginRequestKind;

  @Field(() => String, { description: 'Which one, as its kind says.' })
  name!: string;
}

@InputType('PluginRequestInput', { description: 'What is consented to, as `PluginVersion.requests` tells it.' })
export class PluginRequestInput {
  @Field(() => PluginRequestKind, { description: 'What kind of thing it is.' })
  kind!: PluginRequestKind;

  @Field(() => String, { description: 'Which one, as its kind says.' })
  name!: string;
}
