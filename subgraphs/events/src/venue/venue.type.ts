import { Connection, Field, ID, InputType, ObjectType } from '@ticketbase/subgraph-kit/graphql';

/** A place as the supergraph sees it. */
@ObjectType('Venue', { description: 'A place where events are held.' })
export class VenueObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What the place is called.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Street and number.' })
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'The town or city.' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'The country, as ISO 3166-1 alpha-2, e.g. DE.' })
  country!: string | null;
}

export const VenueConnection = Connection(() => VenueObject, 'Venue');

@InputType('VenueInput', { description: 'A place. The same place given twice is one venue.' })
export class VenueInput {
  @Field(() => String, { description: 'What the place is called, at most 200 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Street and number.' })
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'The town or city.' })
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'The country, as ISO 3166-1 alpha-2, e.g. DE.' })
  country?: string | null;
}
