import type { DomainEvent } from '@ticketbase/kernel';
import type { HookEvent } from '../manifest/hook-events.ts';
import type { PluginContext } from './plugin-context.ts';

/** The types behind a `plugin.json`: the organization's settings, and what each action takes and answers. */
export interface PluginContract {
  configuration: object;
  actions: Record<string, { input: unknown; output: unknown }>;
  /** The settings that `ctx.secret` takes. */
  secrets?: string;
}

/** What `ctx` is to a plugin's code. */
export type ContextOf<Contract extends Pick<PluginContract, 'configuration'>> = PluginContext<
  Contract['configuration'],
  Contract extends { secrets: infer Secret extends string } ? Secret : never
>;

/** One function per action of the manifest. */
export type Actions<Contract extends PluginContract> = {
  readonly [Name in keyof Contract['actions']]: (
    params: Contract['actions'][Name]['input'],
    configuration: Contract['configuration'],
    ctx: ContextOf<Contract>,
  ) => Contract['actions'][Name]['output'] | Promise<Contract['actions'][Name]['output']>;
};

/** Something that happened in the organization, as a hook gets it. */
export type PluginEvent<Name extends HookEvent = HookEvent> = Pick<
  DomainEvent<Name>,
  'id' | 'name' | 'version' | 'organizationId' | 'occurredAt' | 'payload'
>;

/** One function per hooked event. An event comes at least once: the same `id` may come again. */
export type Hooks<Contract extends Pick<PluginContract, 'configuration'>> = {
  readonly [Name in HookEvent]?: (event: PluginEvent<Name>, ctx: ContextOf<Contract>) => void | Promise<void>;
};

/** Types a plugin's actions; export the result as `backendActions`. */
export const defineActions = <Contract extends PluginContract>(actions: Actions<Contract>): Actions<Contract> =>
  actions;

/** Types a plugin's hooks; export the result as `hooks`. */
export const defineHooks = <Contract extends Pick<PluginContract, 'configuration'>>(
  hooks: Hooks<Contract>,
): Hooks<Contract> => hooks;
