import { Access, Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from '@ticketbase/subgraph-kit/graphql';
import type { PluginsContext } from '../context.ts';
import type { PluginInstallation } from '../installation/installation.entity.ts';
import { PluginInstallationType } from '../installation/installation.type.ts';
import { PluginWebhookType, ReceiveWebhookInput, WebhookAnswerType } from './webhook.type.ts';

@Resolver(() => PluginInstallationType)
export class WebhookResolver {
  @FieldResolver(() => [PluginWebhookType], {
    description: 'The addresses that outside services call; for those who manage plugins.',
  })
  webhooks(@Root() installation: PluginInstallation, @Ctx() { webhooks }: PluginsContext) {
    return webhooks.of(installation);
  }

  @Access('plugins:manage')
  @Mutation(() => PluginInstallationType, {
    description:
      'Gives the installation new webhook addresses; calls to the old ones are answered with 404 from then on.',
  })
  rotateWebhookAddresses(
    @Arg('installationId', () => ID, { description: 'The installation.' }) installationId: string,
    @Ctx() { webhooks }: PluginsContext,
  ) {
    return webhooks.rotate(installationId);
  }

  @Access('service')
  @Mutation(() => WebhookAnswerType, {
    description: 'For the gateway: hands a call of an outside service to a plugin.',
  })
  receiveWebhook(
    @Arg('input', () => ReceiveWebhookInput, { description: 'The call.' }) input: ReceiveWebhookInput,
    @Ctx() { webhooks }: PluginsContext,
  ) {
    return webhooks.receive(input);
  }
}
