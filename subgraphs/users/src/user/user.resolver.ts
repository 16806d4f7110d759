import {
  Access,
  Arg,
  Ctx,
  DateTime,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Scoped,
} from '@ticketbase/subgraph-kit/graphql';
import type { UsersContext } from '../context.ts';
import { MembershipType } from '../membership/membership.type.ts';
import type { User } from './user.entity.ts';
import { UpdateProfileInputType } from './user.input.ts';
import { UserType } from './user.type.ts';

const FOR_SOME = 'FORBIDDEN for colleagues without organization:read.';

@Resolver(() => UserType)
export class UserResolver {
  @Access('public')
  @Query(() => UserType, { nullable: true, description: 'The signed-in person; null for guests and programs.' })
  me(@Ctx() { users }: UsersContext) {
    return users.me();
  }

  @Scoped('organization:read')
  @FieldResolver(() => String, {
    description: `The address that the person signs in with, in lower case. ${FOR_SOME}`,
  })
  email(@Root() user: User, @Ctx() { users }: UsersContext) {
    return users.requireAccount(user).email;
  }

  @Scoped('organization:read')
  @FieldResolver(() => Boolean, { description: `True if a login needs a code beside the password. ${FOR_SOME}` })
  twoFactorEnabled(@Root() user: User, @Ctx() { users }: UsersContext) {
    return users.requireAccount(user).twoFactorEnabled;
  }

  @Scoped('organization:read')
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: `When the person last signed in or continued a session. ${FOR_SOME}`,
  })
  lastActiveAt(@Root() user: User, @Ctx() { users }: UsersContext) {
    return users.requireAccount(user).lastActiveAt;
  }

  @FieldResolver(() => Boolean, {
    description: 'True if the viewer is this person and an operator of the server; nobody is told of others.',
  })
  isOperator(@Root() user: User, @Ctx() { viewer }: UsersContext) {
    return viewer.isOperator && viewer.userId === user.id;
  }

  @FieldResolver(() => [MembershipType], {
    description: "The person's organizations: all of them for the viewer, else the viewer's own only.",
  })
  memberships(@Root() user: User, @Ctx() { memberships }: UsersContext) {
    return memberships.ofUser(user.id);
  }

  @Access('authenticated')
  @Mutation(() => UserType, { description: 'Changes how the viewer is called and pictured.' })
  updateProfile(
    @Arg('input', () => UpdateProfileInputType, { description: 'What changes.' }) input: UpdateProfileInputType,
    @Ctx() { users }: UsersContext,
  ) {
    return users.updateProfile(input);
  }

  @Access('service')
  @Query(() => [UserType], { nullable: 'items', description: 'People by id, in that order; null where there is none.' })
  usersForService(
    @Arg('ids', () => [ID], { description: 'Ids of people.' }) ids: string[],
    @Ctx() { users }: UsersContext,
  ) {
    return users.findMany(ids);
  }
}

export const userReferences = {
  User: ({ id }: { id: string }, { users }: UsersContext) => users.find(id),
};
