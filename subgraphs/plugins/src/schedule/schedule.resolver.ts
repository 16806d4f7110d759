import { Access, Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from '@ticketbase/subgraph-kit/graphql';
import { ActionResultType } from '../action/action.type.ts';
import type { PluginsContext } from '../context.ts';
import type { PluginInstallation } from '../installation/installation.entity.ts';
import { PluginInstallationType } from '../installation/installation.type.ts';
import { PluginScheduleType } from './schedule.type.ts';

@Resolver(() => PluginInstallationType)
export class ScheduleResolver {
  @FieldResolver(() => [PluginScheduleType], { description: 'What runs by itself, by name.' })
  schedules(@Root() installation: PluginInstallation, @Ctx() { schedules }: PluginsContext) {
    return schedules.of(installation);
  }

  @Access('plugins:manage')
  @Mutation(() => ActionResultType, {
    description: 'Runs a schedule now, as whoever asks; when it comes next by itself stays as it is.',
  })
  runPluginSchedule(
    @Arg('installationId', () => ID, { description: 'The installation.' }) installationId: string,
    @Arg('schedule', () => String, { description: 'Its name in the manifest.' }) schedule: string,
    @Ctx() { schedules }: PluginsContext,
  ) {
    return schedules.runNow(installationId, schedule);
  }
}
