import { Access, Arg, Ctx, ID, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { PluginsContext } from '../context.ts';
import { SupergraphReleaseType } from './release.type.ts';

@Resolver()
export class ReleaseResolver {
  @Access('service')
  @Query(() => SupergraphReleaseType, {
    nullable: true,
    description: 'For gateways: the release to plan on; null if it is the one they have.',
  })
  supergraphRelease(
    @Arg('ifNot', () => ID, { nullable: true, description: 'The release that the gateway has.' })
    ifNot: string | null | undefined,
    @Ctx() { releases }: PluginsContext,
  ) {
    return releases.current(ifNot);
  }
}
