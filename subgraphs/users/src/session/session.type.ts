import { DateTime, Field, ID, ObjectType } from '@ticketbase/subgraph-kit/graphql';

@ObjectType('Session', { description: 'A sign-in of the viewer on one device.' })
export class SessionType {
  @Field(() => ID, { description: 'Its id; pass it to revokeSession.' })
  id!: string;

  @Field(() => Boolean, { description: 'True for the session that asks.' })
  current!: boolean;

  @Field(() => String, { nullable: true, description: 'The address from which it was opened.' })
  ip?: string | null;

  @Field(() => String, { nullable: true, description: 'What the browser or app called itself.' })
  userAgent?: string | null;

  @Field(() => DateTime, { description: 'When it was opened.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was last continued.' })
  lastUsedAt!: Date;

  @Field(() => DateTime, { description: 'When it ends unless it is continued before.' })
  expiresAt!: Date;
}
