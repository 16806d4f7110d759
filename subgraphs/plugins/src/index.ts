export { type PluginsConfig, parsePluginsConfig } from './config.ts';
export { pluginsDatabase } from './database.ts';
export { pluginsSchema } from './schema.ts';
