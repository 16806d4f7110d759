import {
  Access,
  Arg,
  Args,
  ConnectionArgs,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Resolver,
  Root,
} from '@ticketbase/subgraph-kit/graphql';
import type { PluginsContext } from '../context.ts';
import type { PluginInstallation } from '../installation/installation.entity.ts';
import { PluginInstallationType } from '../installation/installation.type.ts';
import { FailedHookConnection } from './failed-hook.type.ts';

@Resolver(() => PluginInstallationType)
export class FailedHookResolver {
  @FieldResolver(() => FailedHookConnection, {
    description: 'The events that its hooks failed at as often as they are tried, newest first.',
  })
  failedHooks(
    @Root() installation: PluginInstallation,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() { failedHooks }: PluginsContext,
  ) {
    return failedHooks.of(installation, page);
  }

  @Access('plugins:manage')
  @Mutation(() => Boolean, { description: 'Runs a hook again that failed for good, as often as a new one.' })
  replayFailedHook(
    @Arg('id', () => ID, { description: 'The failed hook.' }) id: string,
    @Ctx() { failedHooks }: PluginsContext,
  ) {
    return failedHooks.replay(id);
  }

  @Access('plugins:manage')
  @Mutation(() => Int, {
    description:
      'Runs all hooks of an installation again that failed for good, in the order of their events; answers how many.',
  })
  replayFailedHooks(
    @Arg('installationId', () => ID, { description: 'The installation.' }) installationId: string,
    @Ctx() { failedHooks }: PluginsContext,
  ) {
    return failedHooks.replayAll(installationId);
  }
}
