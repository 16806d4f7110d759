export {
  type Actions,
  type ContextOf,
  defineActions,
  defineHooks,
  type Hooks,
  type PluginContract,
  type PluginEvent,
} from './author/define.ts';
export type { OnUninstall, OnUpgrade, VersionChange } from './author/lifecycle.ts';
export type {
  CallEnding,
  CallSignal,
  CallSignalEvent,
  CallSignalListener,
  DigestAlgorithm,
  DigestEncoding,
  FetchInit,
  FetchResponse,
  LogMethod,
  PluginContext,
} from './author/plugin-context.ts';
export type { WebhookCall, WebhookResponse } from './author/webhook.ts';
export type { HookEvent } from './manifest/hook-events.ts';
export type {
  PaymentConfirmInput,
  PaymentConfirmOutput,
  PaymentRefundInput,
  PaymentRefundOutput,
  PaymentStartInput,
  PaymentStartOutput,
} from './manifest/payment.ts';
