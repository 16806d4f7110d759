export {
  BACKEND_GLOBAL,
  buildPlugin,
  type PluginBuild,
  type PluginSource,
  readPluginSource,
  type SourceIssue,
} from './bundle/build-plugin.ts';
