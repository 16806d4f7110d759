import { Field, ID, Int, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** A picture of an event as the supergraph sees it. */
@ObjectType('EventImage', { description: 'A picture of an event, stored as WebP without any metadata of the camera.' })
export class EventImageObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'What the picture shows, for those who cannot see it.' })
  alt!: string | null;

  @Field(() => Int, { description: 'Width in pixels.' })
  width!: number;

  @Field(() => Int, { description: 'Height in pixels.' })
  height!: number;
}
