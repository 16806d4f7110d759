import type { ContextOf, PluginContract } from './define.ts';

/** A change of the installed version; both are semantic versions. */
export interface VersionChange {
  readonly from: string;
  readonly to: string;
}

/**
 * Adapts what an installation has stored to another version of the plugin. The newer of the two versions is asked, since it
 * knows both: with `to` below `from` it undoes. What it stores counts from the moment that the version does; if it throws, or
 * takes too long, or its process dies, both stay as they were. Export it as `onUpgrade`, and name it in `lifecycle`.
 */
export type OnUpgrade<Contract extends Pick<PluginContract, 'configuration'>> = (
  change: VersionChange,
  ctx: ContextOf<Contract>,
) => void | Promise<void>;

/**
 * Says goodbye, before an installation is removed: it can end what it began elsewhere. A failure of it keeps nobody from
 * removing the plugin. Export it as `onUninstall`, and name it in `lifecycle`.
 */
export type OnUninstall<Contract extends Pick<PluginContract, 'configuration'>> = (
  reason: Record<string, never>,
  ctx: ContextOf<Contract>,
) => void | Promise<void>;
