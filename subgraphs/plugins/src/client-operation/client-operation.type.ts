import { DateTime, Field, InputType, ObjectType } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';

@ObjectType('ClientOperation', { description: 'An operation that a client runs and that no publication may break.' })
export class ClientOperationType {
  @Field(() => String, { description: 'The client that runs it.' })
  client!: string;

  @Field(() => String, { description: 'Its name in the document.' })
  name!: string;

  @Field(() => String, { description: 'The GraphQL document.' })
  document!: string;

  @Field(() => Boolean, { description: 'True for one of the server’s own clients, which operators register.' })
  forServer!: boolean;

  @Field(() => DateTime, { description: 'When it was registered.' })
  registeredAt!: Date;
}

@InputType('RegisterOperationsInput', { description: 'All operations of one client.' })
export class RegisterOperationsInput {
  @Field(() => String, { description: 'The client, by a name of your own such as box-office.' })
  client!: string;

  @Field(() => [String], {
    description:
      'GraphQL documents with one named operation each, at most 200: all that the client runs. None forgets the client.',
  })
  documents!: string[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'For operators: a client of the server’s own, which counts for every plugin.',
  })
  forServer?: boolean | null;
}

export const registerOperationsSchema = z.object({
  client: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,60}$/, 'Must be 1 to 60 letters, digits, dots, dashes or underscores.'),
  documents: z.array(z.string().max(20_000)).max(200),
  forServer: z.boolean().nullish(),
});
