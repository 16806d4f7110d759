import type { Viewer } from '@ticketbase/kernel';
import type { BundleStore } from '../object-storage/bundle-store.ts';
import type { PluginVersion } from '../plugin/plugin.entity.ts';
import { isPublisherOf } from '../plugin/plugin.policy.ts';
import type { PluginService } from '../plugin/plugin.service.ts';
import { compareVersions } from '../plugin/version-order.ts';
import { changesBetween } from './manifest-changes.ts';
import type { PluginReviewType } from './review.type.ts';

/** What operators review versions by. */
export class ReviewService {
  private readonly viewer: Viewer;
  private readonly plugins: PluginService;
  private readonly bundles: BundleStore;

  constructor(viewer: Viewer, plugins: PluginService, bundles: BundleStore) {
    this.viewer = viewer;
    this.plugins = plugins;
    this.bundles = bundles;
  }

  /** What the version is reviewed by; null for whoever neither reviews nor publishes it. */
  async of(version: PluginVersion): Promise<PluginReviewType | null> {
    const plugin = await this.plugins.pluginOf(version.pluginId);
    if (!isPublisherOf(this.viewer, plugin)) return null;
    const previous = (await this.plugins.versionsOf(plugin)).find(
      other =>
        other.status !== 'SUBMITTED' &&
        other.status !== 'REJECTED' &&
        compareVersions(other.version, version.version) < 0,
    );
    const before = previous?.manifest;
    return {
      previousVersion: previous?.version ?? null,
      changes: changesBetween(before ?? {}, version.manifest).map(change => ({
        ...change,
        before: change.before ?? null,
        after: change.after ?? null,
      })),
      addedPermissions: added(before?.permissions, version.manifest.permissions),
      addedHosts: added(before?.network, version.manifest.network),
      addedFields: added(previous && fieldsOf(previous), fieldsOf(version)),
      findings: version.findings,
      files: Object.entries(version.fileSizes).map(([name, bytes]) => ({ name, bytes })),
      bundleUrl: await this.bundles.link(version.integrity, 'bundle.zip'),
      note: version.reviewNote ?? null,
    };
  }
}

const added = (before: readonly string[] = [], after: readonly string[]) =>
  after.filter(each => !before.includes(each));
const fieldsOf = ({ componentInputs }: PluginVersion) => [
  ...new Set(componentInputs.flatMap(({ fields }) => fields.map(({ type, field }) => `${type}.${field}`))),
];
