import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** Owned by users; analytics adds the overview to it. */
@Directive('@key(fields: "id")')
@ObjectType('Organization', { description: 'An organizer of events: the tenant.' })
export class OrganizationType {
  @Field(() => ID, { description: 'The organization’s id.' })
  id!: string;
}
