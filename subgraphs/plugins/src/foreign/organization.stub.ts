import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** An organization, owned by users: here only pointed at by contexts. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Organization', { description: 'Who organizes events: a tenant of the platform.' })
export class OrganizationStub {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}
