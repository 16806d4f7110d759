import type { Viewer } from '@ticketbase/kernel';
import type { Plugin, PluginVersion } from './plugin.entity.ts';
import { compareVersions } from './version-order.ts';

/** Whether the viewer publishes this plugin, or reviews it. */
export const isPublisherOf = (viewer: Viewer, plugin: Plugin): boolean =>
  viewer.isOperator || viewer.can('plugins:publish', plugin.ownerOrganizationId);

/** A plugin is in the marketplace once a version of it is published; before that only its publisher sees it. */
export const canViewPlugin = (viewer: Viewer, plugin: Plugin): boolean =>
  plugin.latestVersionId !== null || isPublisherOf(viewer, plugin);

export const canViewVersion = (viewer: Viewer, plugin: Plugin, version: PluginVersion): boolean =>
  version.status === 'PUBLISHED' || version.status === 'DEPRECATED' || isPublisherOf(viewer, plugin);

/**
 * The version that the marketplace offers and whose actions are in the schema: the highest published one; if there is
 * none any more, the highest deprecated one, because it still runs where it is installed.
 */
export function servedVersion<V extends Pick<PluginVersion, 'status' | 'version'>>(
  versions: readonly V[],
): V | undefined {
  return highest(versions, 'PUBLISHED') ?? highest(versions, 'DEPRECATED');
}

function highest<V extends Pick<PluginVersion, 'status' | 'version'>>(
  versions: readonly V[],
  status: PluginVersion['status'],
) {
  return versions
    .filter(version => version.status === status)
    .sort((a, b) => compareVersions(a.version, b.version))
    .at(-1);
}
