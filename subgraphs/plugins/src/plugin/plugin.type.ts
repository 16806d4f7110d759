import { EXTENSION_TARGETS, PLUGIN_CATEGORIES } from '@ticketbase/plugin-sdk/manifest';
import {
  Connection,
  DateTime,
  Directive,
  Field,
  ID,
  Json,
  JsonSchema,
  ObjectType,
  registerEnumType,
} from '@ticketbase/subgraph-kit/graphql';
import { PluginVersionStatus } from './plugin-version-status.ts';

const enumOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map(name => [name, name])) as { readonly [Key in Name]: Key };

export const PluginCategory = enumOf(PLUGIN_CATEGORIES);
registerEnumType(PluginCategory, {
  name: 'PluginCategory',
  description: 'What a plugin is mainly for.',
  valuesConfig: {
    PAYMENT: { description: 'Takes payments.' },
    ANALYTICS: { description: 'Measures and reports.' },
    MARKETING: { description: 'Brings visitors and buyers.' },
    COMMUNICATION: { description: 'Reaches attendees and teams.' },
    CHECK_IN: { description: 'Helps at the door.' },
    INTEGRATION: { description: 'Connects to another system.' },
    OTHER: { description: 'Anything else.' },
  },
});

export const ExtensionTarget = enumOf(EXTENSION_TARGETS);
registerEnumType(ExtensionTarget, {
  name: 'ExtensionTarget',
  description: 'A place of the user interface that a plugin may fill.',
  valuesConfig: {
    ADMIN_SETTINGS: { description: 'The page of settings of the plugin itself.' },
    DASHBOARD_WIDGET: { description: 'A card on the dashboard.' },
    EVENT_CREATION: { description: 'A step in the form that makes an event.' },
    EVENT_DETAIL: { description: 'A card beside an event in the administration.' },
    TICKET_SELECTION: { description: 'Below the list of tickets that a buyer chooses from.' },
    PAYMENT_METHODS: { description: 'A way to pay at checkout.' },
    CHECKOUT_CONFIRMATION: { description: 'On the page that a buyer sees after the order.' },
    ORDER_DETAIL: { description: 'A card beside an order in the administration.' },
    CHECK_IN: { description: 'Beside the scanner at the door.' },
  },
});

@ObjectType('PluginAction', { description: 'Something that a plugin can be asked to do.' })
export class PluginActionType {
  @Field(() => String, { description: 'Its name in the manifest, as `executeAction` takes it.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it does.' })
  description!: string | null;

  @Field(() => Boolean, { description: 'True if guests may call it.' })
  public!: boolean;

  @Field(() => JsonSchema, { description: 'What it takes.' })
  input!: object;

  @Field(() => JsonSchema, { description: 'What it answers.' })
  output!: object;

  @Field(() => String, { description: 'The name of its typed mutation.' })
  mutationField!: string;

  @Field(() => String, { description: 'Its typed mutation in SDL.' })
  signature!: string;
}

@ObjectType('ExtensionField', { description: 'A field that a component of a plugin is given.' })
export class ExtensionFieldType {
  @Field(() => String, { description: 'The type that the field belongs to.' })
  type!: string;

  @Field(() => String, { description: 'Its name.' })
  field!: string;

  @Field(() => String, { description: 'What it is.' })
  description!: string;

  @Field(() => String, { nullable: true, description: 'The scope that it needs; null if none.' })
  scope!: string | null;
}

@ObjectType('ExtensionDeclaration', { description: 'A component of a plugin and the place it is for.' })
export class ExtensionDeclarationType {
  @Field(() => ExtensionTarget, { description: 'The place.' })
  target!: keyof typeof ExtensionTarget;

  @Field(() => String, { description: 'The name under which the module exports it.' })
  component!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its query on the place’s context type; null if it takes no data.',
  })
  query!: string | null;

  @Field(() => [String], { description: 'The scopes that the fields of its query need.' })
  scopes!: readonly string[];

  @Field(() => [ExtensionFieldType], { description: 'What it is given to see: the fields of its query, each once.' })
  fields!: readonly ExtensionFieldType[];
}

@ObjectType('PluginVersion', { description: 'One release of a plugin; only its status ever changes.' })
export class PluginVersionType {
  @Field(() => String, { description: 'Its semantic version.' })
  version!: string;

  @Field(() => PluginVersionStatus, { description: 'Where it is on its way through the marketplace.' })
  status!: PluginVersionStatus;

  @Field(() => Json, { description: 'Its `plugin.json`.' })
  manifest!: object;

  @Field(() => [PluginActionType], { description: 'What it can be asked to do.' })
  actions!: PluginActionType[];

  @Field(() => [ExtensionDeclarationType], { description: 'Its components.' })
  extensions!: ExtensionDeclarationType[];

  @Field(() => [String], { description: 'The scopes that it asks an organization for.' })
  permissions!: string[];

  @Field(() => [String], { description: 'The only hosts that its code may reach.' })
  network!: string[];

  @Field(() => String, { description: 'The hash of its files: `sha256-` and base64.' })
  integrity!: string;

  @Field(() => DateTime, { description: 'When it was submitted.' })
  submittedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was published; null before.' })
  publishedAt!: Date | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Plugin', { description: 'A plugin of the marketplace.' })
export class PluginType {
  @Field(() => ID, { description: 'Its name in the marketplace, e.g. offline-payments.' })
  id!: string;

  @Field(() => String, { description: 'The name people see.' })
  name!: string;

  @Field(() => String, { description: 'What it does.' })
  description!: string;

  @Field(() => String, { description: 'Who publishes it.' })
  author!: string;

  @Field(() => PluginCategory, { description: 'What it is mainly for.' })
  category!: keyof typeof PluginCategory;
}

export const PluginConnection = Connection(() => PluginType, 'Plugin');
