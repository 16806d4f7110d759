import { isScope, type Scope, type Viewer } from '@ticketbase/kernel';
import type { PluginManifest } from '@ticketbase/plugin-sdk/manifest';

/** True if guests may run the action. */
export const isPublicAction = (manifest: PluginManifest, action: string): boolean =>
  Object.hasOwn(manifest.actions, action) && manifest.actions[action]!.public;

/**
 * A scope that the caller lacks for a non-public action; undefined if there is none. The plugin's code acts with its own
 * grant, so whoever runs it must hold that grant too: nobody borrows a power through a plugin. Giving money back
 * needs the scope for it, whoever the plugin does it with.
 */
export function lackingScope(
  viewer: Viewer,
  organizationId: string,
  manifest: PluginManifest,
  granted: readonly string[],
  action: string,
): Scope | undefined {
  if (isPublicAction(manifest, action)) return undefined;
  const refund: Scope[] = manifest.payment?.refund === action ? ['orders:refund'] : [];
  return [...granted.filter(isScope), ...refund].find(scope => !viewer.can(scope, organizationId));
}
