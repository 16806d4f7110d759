export type { AnswerRequest, RecordedAnswer, SentRequest } from './recorded-fetch.ts';
export { type Given, type PluginRun, PluginSourceError, runAction, runHook } from './run-plugin.ts';
