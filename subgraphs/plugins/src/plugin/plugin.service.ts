import type { EntityManager } from '@mikro-orm/postgresql';
import { NotFoundError, type Viewer } from '@ticketbase/kernel';
import { type Page, paginate, parseInput } from '@ticketbase/subgraph-kit';
import type { ConnectionArgs } from '@ticketbase/subgraph-kit/graphql';
import DataLoader from 'dataloader';
import { type Plugin, PluginEntity, type PluginVersion, PluginVersionEntity } from './plugin.entity.ts';
import { type PluginFilterInput, pluginFilterSchema } from './plugin.input.ts';
import { canViewPlugin, canViewVersion, isPublisherOf, servedVersion } from './plugin.policy.ts';
import type { CompiledVersion, VersionCodeCache } from './version-code.ts';
import { compareVersions } from './version-order.ts';

/** The marketplace, as one viewer sees it. */
export class PluginService {
  private readonly em: EntityManager;
  private readonly viewer: Viewer;
  private readonly codes: VersionCodeCache;
  private readonly pluginById = new DataLoader<string, Plugin | null>(ids => this.loadPlugins(ids));
  private readonly versionById = new DataLoader<string, PluginVersion | null>(ids => this.loadVersions(ids));
  private readonly versionsByPlugin = new DataLoader<string, PluginVersion[]>(ids => this.loadVersionsOf(ids));

  constructor(em: EntityManager, viewer: Viewer, codes: VersionCodeCache) {
    this.em = em;
    this.viewer = viewer;
    this.codes = codes;
  }

  async find(id: string): Promise<Plugin | null> {
    const plugin = await this.pluginById.load(id);
    return plugin && canViewPlugin(this.viewer, plugin) ? plugin : null;
  }

  /** A page of the marketplace, by name. Throws BAD_USER_INPUT, and FORBIDDEN for what waits for a review. */
  async list(filter: PluginFilterInput | null | undefined, page: ConnectionArgs): Promise<Page<Plugin>> {
    const { search, category, awaitingReview } = parseInput(pluginFilterSchema, filter ?? {}, 'filter');
    const pattern = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null;
    const searched = ['id', 'name', 'description', 'author'] as const;
    const where = {
      ...(awaitingReview ? await this.awaitingReview() : { latestVersionId: { $ne: null } }),
      ...(category ? { category } : {}),
      ...(pattern ? { $or: searched.map(field => ({ [field]: { $ilike: pattern } })) } : {}),
    };
    return paginate(this.em, PluginEntity, page, { where, orderBy: { name: 'asc', id: 'asc' } });
  }

  /** Whether the viewer decides about the plugin’s versions. */
  isPublisher(plugin: Plugin): boolean {
    return isPublisherOf(this.viewer, plugin);
  }

  /** The versions that the viewer may see, newest first. */
  async versionsOf(plugin: Plugin): Promise<PluginVersion[]> {
    const versions = await this.versionsByPlugin.load(plugin.id);
    return versions
      .filter(version => canViewVersion(this.viewer, plugin, version))
      .sort((a, b) => compareVersions(b.version, a.version));
  }

  /** The version that the marketplace offers; for a publisher of an unpublished plugin, the newest one. */
  async latestOf(plugin: Plugin): Promise<PluginVersion> {
    const offered = plugin.latestVersionId ? await this.versionById.load(plugin.latestVersionId) : null;
    if (offered) return offered;
    const versions = await this.versionsOf(plugin);
    const latest = servedVersion(versions) ?? versions[0];
    if (!latest) throw new NotFoundError('The version');
    return latest;
  }

  /** A version whose plugin the caller has reached already. */
  async version(id: string): Promise<PluginVersion> {
    const version = await this.versionById.load(id);
    if (!version) throw new NotFoundError('The version');
    return version;
  }

  /** The plugin of an installation or a version that the caller has reached already. */
  async pluginOf(pluginId: string): Promise<Plugin> {
    const plugin = await this.pluginById.load(pluginId);
    if (!plugin) throw new NotFoundError('The plugin');
    return plugin;
  }

  /** The version's checks and types; loads the version only when this process does not know it. */
  async code(versionId: string): Promise<CompiledVersion> {
    return this.codes.get(versionId) ?? this.codes.add(await this.version(versionId));
  }

  /** As `code`, for a version that is loaded. */
  codeOf(version: PluginVersion): CompiledVersion {
    return this.codes.add(version);
  }

  /** The condition for plugins whose submitted versions the viewer reviews or published. */
  private async awaitingReview() {
    const owner = this.viewer.isOperator ? {} : { ownerOrganizationId: this.viewer.require('plugins:publish') };
    const submitted = await this.em.find(PluginVersionEntity, { status: 'SUBMITTED' }, { fields: ['pluginId'] });
    return { ...owner, id: { $in: [...new Set(submitted.map(version => version.pluginId))] } };
  }

  private async loadPlugins(ids: readonly string[]) {
    const found = await this.em.find(PluginEntity, { id: { $in: [...ids] } });
    const byId = new Map(found.map(plugin => [plugin.id, plugin]));
    return ids.map(id => byId.get(id) ?? null);
  }

  private async loadVersions(ids: readonly string[]) {
    const found = await this.em.find(PluginVersionEntity, { id: { $in: [...ids] } });
    const byId = new Map(found.map(version => [version.id, version]));
    return ids.map(id => byId.get(id) ?? null);
  }

  private async loadVersionsOf(pluginIds: readonly string[]) {
    const found = await this.em.find(PluginVersionEntity, { pluginId: { $in: [...pluginIds] } });
    return pluginIds.map(id => found.filter(version => version.pluginId === id));
  }
}
