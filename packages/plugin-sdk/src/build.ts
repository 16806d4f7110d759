export {
  BACKEND_GLOBAL,
  buildPlugin,
  type PluginBuild,
  type PluginSource,
  readPluginSource,
} from './bundle/build-plugin.ts';
export type { SourceIssue } from './bundle/source-files.ts';
