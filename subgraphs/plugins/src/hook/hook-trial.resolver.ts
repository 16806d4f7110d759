import { Access, Arg, Ctx, ID, Json, Mutation, Resolver } from '@ticketbase/subgraph-kit/graphql';
import { ActionResultType } from '../action/action.type.ts';
import type { PluginsContext } from '../context.ts';

@Resolver()
export class HookTrialResolver {
  @Access('plugins:manage')
  @Mutation(() => ActionResultType, {
    description:
      'Tells a plugin, and nobody else, of an event that did not happen, to try its hook: once, as whoever asks.',
  })
  runPluginHook(
    @Arg('installationId', () => ID, { description: 'The installation.' }) installationId: string,
    @Arg('event', () => String, { description: 'The event’s name, as the manifest has it.' }) event: string,
    @Arg('payload', () => Json, { description: 'What the event says, as the hook is told it.' }) payload: unknown,
    @Ctx() { hookTrials }: PluginsContext,
  ) {
    return hookTrials.run(installationId, event, payload);
  }
}
