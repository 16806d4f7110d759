import { Directive, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

@Directive('@inaccessible')
@ObjectType('SupergraphRelease', { description: 'A composed supergraph.' })
export class SupergraphReleaseType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'Its SDL, as a gateway takes it.' })
  sdl!: string;
}
