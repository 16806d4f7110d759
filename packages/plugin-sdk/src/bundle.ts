export {
  BUNDLE_FILES,
  type BundleResult,
  DEFAULT_BUNDLE_LIMITS,
  integrityOf,
  type PluginBundle,
  packBundle,
  readBundle,
} from './bundle/bundle.ts';
export type { ArchiveLimits } from './bundle/zip-reader.ts';
