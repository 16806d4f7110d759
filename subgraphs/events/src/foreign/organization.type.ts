import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** An organization, which `users` owns: here only its key. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Organization', { description: 'Who holds events.' })
export class OrganizationReference {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}
