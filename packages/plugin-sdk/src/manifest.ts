export { type ActionField, type ActionsSDL, actionsToSDL } from './graphql/actions-to-sdl.ts';
export type { TypeWarning } from './graphql/schema-to-type.ts';
export { EXTENSION_TARGETS, type ExtensionTarget } from './manifest/extension-targets.ts';
export { HOOK_EVENTS, type HookEvent } from './manifest/hook-events.ts';
export { compileSchema, type Issue, type JsonSchema, type SchemaCheck } from './manifest/json-schema.ts';
export { type ManifestResult, parseManifest, sensitiveFields } from './manifest/parse-manifest.ts';
export {
  type PaymentConfirmInput,
  type PaymentConfirmOutput,
  type PaymentRefundInput,
  type PaymentRefundOutput,
  type PaymentStartInput,
  type PaymentStartOutput,
  paymentConfirmInput,
  paymentConfirmOutput,
  paymentRefundInput,
  paymentRefundOutput,
  paymentStartInput,
  paymentStartOutput,
} from './manifest/payment.ts';
export { PLATFORM_VERSION, platformIssue } from './manifest/platform.ts';
export { PLUGIN_SCOPES, type PluginScope } from './manifest/plugin-scopes.ts';
export { nextRun, type PluginSchedule } from './manifest/schedule.ts';
export {
  type LifecycleFunction,
  manifestSchema,
  PLUGIN_CATEGORIES,
  type PluginAction,
  type PluginManifest,
  type PluginPayment,
} from './manifest/schema.ts';
export { type WithheldSetting, withholdSettings } from './manifest/withheld-settings.ts';
