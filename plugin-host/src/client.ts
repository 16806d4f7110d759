export { type ConnectOptions, connectPluginHost } from './connect.ts';
export { CallSecrets, type WithheldSetting } from './fetch/call-secrets.ts';
export { DEFAULT_LIMITS, type Limits } from './limits.ts';
export {
  HostCallRefused,
  type LogLevel,
  type LogLine,
  PLUGIN_ERROR_CODES,
  type PluginCall,
  type PluginError,
  type PluginErrorCode,
  type PluginHost,
  type PluginResult,
} from './plugin-host.ts';
export { type SpawnedPluginHost, type SpawnOptions, spawnPluginHost } from './spawn.ts';
