export { type Address, ConfigError, type HostConfig, parseConfig } from './config.ts';
export { type PluginHostServer, startServer } from './server.ts';
