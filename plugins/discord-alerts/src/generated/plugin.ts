// Written by `ticketbase-plugin typegen` from plugin.json. Change that instead, and run it again.

import type { PluginEvent } from '@ticketbase/plugin-sdk';

export type Configuration = {
  /** Tell of orders */
  orders?: boolean;
  /** Tell of refunds */
  refunds?: boolean;
};

/** Nothing. */
export type SendGreetingParams = Record<string, never>;

/** What came of it. */
export type SendGreetingResult = {
  /** Whether the channel took it. */
  sent: boolean;
};

/** The types behind plugin.json, for `defineActions` and `defineHooks`. */
export interface Plugin {
  configuration: Configuration;
  actions: {
    'send-greeting': { input: SendGreetingParams; output: SendGreetingResult };
  };
  /** What `ctx.secret` takes. */
  secrets: 'webhook';
}

/** What each hook is told. */
export interface HookEvents {
  'order.confirmed': PluginEvent<'order.confirmed'>;
  'order.refunded': PluginEvent<'order.refunded'>;
}
