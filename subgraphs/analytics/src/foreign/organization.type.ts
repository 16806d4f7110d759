import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** Owned by users; analytics adds the overview to it. */
@Directive('@key(fields: "id")')
@ObjectType('Organization', { description: 'Who organizes events: a tenant of the platform.' })
export class OrganizationType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}
