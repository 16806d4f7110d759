import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** An organization, owned by users: only pointed at from here. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Organization', { description: 'Who runs events.' })
export class OrganizationStub {
  @Field(() => ID, { description: 'The organization’s id.' })
  id!: string;
}
