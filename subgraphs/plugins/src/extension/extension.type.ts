import { Directive, Field, ID, ObjectType, registerEnumType, Url } from '@ticketbase/subgraph-kit/graphql';
import { ExtensionTarget } from '../plugin/plugin.type.ts';

export const Surface = { ADMIN: 'ADMIN', STOREFRONT: 'STOREFRONT', DOOR: 'DOOR' } as const;
registerEnumType(Surface, {
  name: 'Surface',
  description: 'A part of the platform that people look at.',
  valuesConfig: {
    ADMIN: { description: 'The administration: members of the organization.' },
    STOREFRONT: { description: 'The shop: buyers, signed in or not.' },
    DOOR: { description: 'The scanner at the door: whoever checks tickets in.' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType('Extension', { description: 'A component of an installed plugin at one place.' })
export class ExtensionType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ExtensionTarget, { description: 'The place.' })
  target!: keyof typeof ExtensionTarget;

  @Field(() => String, { description: 'The name under which the module exports it.' })
  component!: string;

  @Field(() => Url, { description: 'Where its ES module can be read for an hour.' })
  moduleUrl!: string;

  @Field(() => String, { description: 'The module’s Subresource Integrity hash.' })
  integrity!: string;
}

@ObjectType('ContextVariable', { description: 'How a page says what a component is shown beside.' })
export class ContextVariableType {
  @Field(() => String, { description: 'Its name in the `context` of `Extension.input`.' })
  name!: string;

  @Field(() => Boolean, { description: 'Whether it must be there; a text, if it is.' })
  required!: boolean;
}

@ObjectType('ExtensionPoint', { description: 'A place of the user interface that plugins may fill.' })
export class ExtensionPointType {
  @Field(() => ExtensionTarget, { description: 'Its name.' })
  target!: keyof typeof ExtensionTarget;

  @Field(() => Surface, { description: 'The part of the platform where it lies.' })
  surface!: keyof typeof Surface;

  @Field(() => String, { description: 'What belongs there.' })
  description!: string;

  @Field(() => String, {
    description: 'The name of the type of what a component there is shown beside: its query is a query on this type.',
  })
  contextType!: string;

  @Field(() => String, { description: 'That type in SDL; `@scope` says which scope a field needs.' })
  contextSDL!: string;

  @Field(() => String, { description: 'A query that a component there may take its data by.' })
  exampleQuery!: string;
}
