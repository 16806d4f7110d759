export type { AnswerRequest, RecordedAnswer, SentRequest } from './recorded-fetch.ts';
export {
  type Given,
  type PluginRun,
  PluginSourceError,
  runAction,
  runHook,
  runUninstall,
  runUpgrade,
} from './run-plugin.ts';
