import { Access, Arg, Ctx, ID, Json, Mutation, Query, Resolver } from '@ticketbase/subgraph-kit/graphql';
import type { PluginsContext } from '../context.ts';
import { ActionResultType, PluginPaymentMethodType } from './action.type.ts';

const KEY = {
  nullable: true,
  description:
    'The same key returns the first result; the plugin runs once. 16 to 200 characters for guests, 1 to 200 for others.',
};

@Resolver()
export class ActionResolver {
  @Access('public')
  @Mutation(() => ActionResultType, {
    description:
      'Runs an action of an installed plugin. A refusal is an error; how the plugin itself fared is in the result.',
  })
  executeAction(
    @Arg('pluginId', () => ID, { description: 'The plugin.' }) pluginId: string,
    @Arg('action', () => String, { description: 'The action’s name in the manifest.' }) action: string,
    @Arg('params', () => Json, { nullable: true, description: 'What the action takes.' }) params: unknown,
    @Arg('idempotencyKey', () => String, KEY) idempotencyKey: string | null | undefined,
    @Arg('organization', () => String, {
      nullable: true,
      description: 'The slug of the organization, when the caller is not signed in to it; the action must be public.',
    })
    organization: string | null | undefined,
    @Ctx() { actions }: PluginsContext,
  ) {
    return actions.execute({ pluginId, action, params, idempotencyKey, organization });
  }

  @Access('service')
  @Mutation(() => ActionResultType, {
    description: 'For other subgraphs: runs an action in the tenant of the command.',
  })
  runPluginAction(
    @Arg('pluginId', () => ID, { description: 'The plugin.' }) pluginId: string,
    @Arg('action', () => String, { description: 'The action’s name in the manifest.' }) action: string,
    @Arg('params', () => Json, { description: 'What the action takes.' }) params: unknown,
    @Arg('idempotencyKey', () => String, KEY) idempotencyKey: string | null | undefined,
    @Ctx() { actions }: PluginsContext,
  ) {
    return actions.execute({ pluginId, action, params, idempotencyKey });
  }

  @Access('service')
  @Query(() => [PluginPaymentMethodType], {
    description: 'For other subgraphs: the ways to pay that the tenant’s plugins offer, those that can run now.',
  })
  paymentMethodsForService(@Ctx() { paymentMethods }: PluginsContext) {
    return paymentMethods();
  }
}
