import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** An organization, which `users` owns, with its key. */
@Directive('@key(fields: "id")')
@ObjectType('Organization', { description: 'Who organizes events: a tenant of the platform.' })
export class OrganizationReference {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}
