import { Access, Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from '@ticketbase/subgraph-kit/graphql';
import type { UsersContext } from '../context.ts';
import { UserType } from '../user/user.type.ts';
import { AccessGrantType } from './access-grant.type.ts';
import type { ApiToken } from './api-token.entity.ts';
import { CreateApiTokenInputType } from './api-token.input.ts';
import { ApiTokenType, CreatedApiTokenType } from './api-token.type.ts';

@Resolver(() => ApiTokenType)
export class ApiTokenResolver {
  @Access('tokens:manage')
  @Query(() => [ApiTokenType], { description: "The organization's API tokens, newest first." })
  apiTokens(@Ctx() { apiTokens }: UsersContext) {
    return apiTokens.list();
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Who made it.' })
  createdBy(@Root() token: ApiToken, @Ctx() { users }: UsersContext) {
    return users.find(token.createdBy);
  }

  @Access('tokens:manage')
  @Mutation(() => CreatedApiTokenType, { description: 'Makes an API token. Its secret is shown once.' })
  createApiToken(
    @Arg('input', () => CreateApiTokenInputType, { description: 'The token.' }) input: CreateApiTokenInputType,
    @Ctx() { apiTokens }: UsersContext,
  ) {
    return apiTokens.create(input);
  }

  @Access('tokens:manage')
  @Mutation(() => Boolean, {
    description: 'Ends an API token. It changes nothing from then on, and reads nothing any more after half a minute.',
  })
  revokeApiToken(
    @Arg('id', () => ID, { description: 'The token’s id.' }) id: string,
    @Ctx() { apiTokens }: UsersContext,
  ) {
    return apiTokens.revoke(id);
  }

  @Access('service')
  @Mutation(() => AccessGrantType, { description: 'An access token for an API token’s secret.' })
  exchangeApiToken(
    @Arg('token', () => String, { description: 'The secret, `tb_…`.' }) token: string,
    @Ctx() { apiTokens }: UsersContext,
  ) {
    return apiTokens.exchange(token);
  }

  @Access('service')
  @Mutation(() => AccessGrantType, {
    description: "An access token for one action of a plugin in the command's organization, good for 60 seconds.",
  })
  issuePluginToken(
    @Arg('installationId', () => ID, { description: 'The installation that acts.' }) installationId: string,
    @Arg('pluginId', () => ID, { description: 'The plugin that is installed.' }) pluginId: string,
    @Arg('scopes', () => [String], { description: 'What the organization granted to it.' }) scopes: string[],
    @Ctx() { apiTokens }: UsersContext,
  ) {
    return apiTokens.issueForPlugin(installationId, pluginId, scopes);
  }
}
