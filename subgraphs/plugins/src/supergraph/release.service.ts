import type { EntityManager } from '@mikro-orm/postgresql';
import { type HealthCheck, type Logger, newId, ServiceUnavailableError } from '@ticketbase/kernel';
import { ContextSchema, clientSchema } from '@ticketbase/plugin-sdk/contexts';
import type { Database, SubgraphSchema } from '@ticketbase/subgraph-kit';
import type { GraphQLSchema } from 'graphql';
import { PluginEntity, type PluginVersion, PluginVersionEntity } from '../plugin/plugin.entity.ts';
import type { VersionCodeCache } from '../plugin/version-code.ts';
import type { Fragment, SupergraphComposer } from './compose.ts';
import { withActions } from './dynamic-schema.ts';
import { CompositionFailedError } from './supergraph.errors.ts';
import { type SupergraphRelease, SupergraphReleaseEntity } from './supergraph-release.entity.ts';

/** Milliseconds after which a process notices a release that another process made. */
const POLL = 250;

/**
 * The releases of the supergraph. One is made with every change to what is published, in the same transaction; every
 * process of this subgraph serves the newest, and only then tells gateways of it.
 */
export class ReleaseService implements HealthCheck {
  readonly name = 'supergraph';
  private readonly database: Database;
  private readonly composer: SupergraphComposer;
  private readonly codes: VersionCodeCache;
  private readonly base: SubgraphSchema;
  private readonly logger: Logger;
  private served: Pick<SupergraphRelease, 'id' | 'sdl'> | undefined;
  /** What each plugin adds to what is served. */
  private servedFragments: readonly Fragment[] = [];
  private read: { readonly release: string; readonly contexts: ContextSchema } | undefined;
  private clients: { readonly release: string; readonly schema: GraphQLSchema } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private refreshing: Promise<void> = Promise.resolve();
  private apply: (schema: SubgraphSchema) => void = () => {};

  constructor(parts: {
    database: Database;
    composer: SupergraphComposer;
    codes: VersionCodeCache;
    base: SubgraphSchema;
    logger: Logger;
  }) {
    this.database = parts.database;
    this.composer = parts.composer;
    this.codes = parts.codes;
    this.base = parts.base;
    this.logger = parts.logger;
  }

  /**
   * Serves the newest release. Makes one first if there is none, or if the platform's own schema has changed since.
   * @param apply is given the schema to serve, now and after every later release
   */
  async start(apply: (schema: SubgraphSchema) => void): Promise<void> {
    this.apply = apply;
    await this.database.forkTenant(null).transactional(em => this.release(em));
    await this.refresh();
    this.timer = setInterval(() => {
      this.refresh().catch(error => this.logger.warn({ err: error }, 'newest supergraph release not read'));
    }, POLL);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.refreshing.catch(() => {});
  }

  /** Ready once a release is served. */
  async check(): Promise<void> {
    if (!this.served) throw new Error('No release of the supergraph is served yet.');
  }

  /** The release that this process serves, unless it is the one that the caller has. */
  current(ifNot: string | null | undefined) {
    return this.served && this.served.id !== ifNot ? this.served : null;
  }

  /** What components can query, by the release that this process serves. Throws SERVICE_UNAVAILABLE before there is one. */
  get contexts(): ContextSchema {
    if (!this.served) throw new ServiceUnavailableError('supergraph');
    if (this.read?.release !== this.served.id)
      this.read = { release: this.served.id, contexts: ContextSchema.ofSupergraph(this.served.sdl) };
    return this.read.contexts;
  }

  /** Gets ready to compose, while a version with these actions is still looked through, if they are not those that are served. */
  prepare(pluginId: string, actionsSdl: string): void {
    const served = this.servedFragments.find(fragment => fragment.pluginId === pluginId)?.sdl ?? '';
    if (served !== actionsSdl) this.composer.prepare();
  }

  /** Waits for its turn to change what is published; the turn ends with the transaction. */
  async lock(em: EntityManager): Promise<void> {
    await em.execute("select pg_advisory_xact_lock(hashtextextended('plugins:supergraph', 0))");
  }

  /**
   * Composes what is served as this transaction sees it. Records a release if it differs from the newest, whose id it
   * returns otherwise; then nothing was composed at all.
   */
  async release(em: EntityManager): Promise<string> {
    await this.lock(em);
    const served = await this.servedVersions(em);
    const newest = await this.newest(em);
    if (newest && newest.inputHash === (await this.composer.hash(this.fragments(served)))) return newest.id;
    const versions = await this.fitting(served);
    const fragments = this.fragments(versions);
    const inputHash = await this.composer.hash(fragments);
    if (newest?.inputHash === inputHash) return newest.id;
    const id = newId();
    const sdl = await this.composer.compose(fragments);
    const versionIds = versions.map(version => version.id);
    await em.insert(SupergraphReleaseEntity, { id, sdl, inputHash, versionIds, createdAt: new Date() });
    return id;
  }

  /** What clients see, by the release that this process serves. Throws SERVICE_UNAVAILABLE before there is one. */
  get clientSchema(): GraphQLSchema {
    if (!this.served) throw new ServiceUnavailableError('supergraph');
    if (this.clients?.release !== this.served.id)
      this.clients = { release: this.served.id, schema: clientSchema(this.served.sdl) };
    return this.clients.schema;
  }

  /** The supergraph that this process serves. Throws SERVICE_UNAVAILABLE before there is one. */
  get servedSdl(): string {
    if (!this.served) throw new ServiceUnavailableError('supergraph');
    return this.served.sdl;
  }

  /** The supergraph as it would be with the version beside what is served. Throws COMPOSITION_FAILED. */
  async composedWith(em: EntityManager, candidate: PluginVersion): Promise<string> {
    const others = (await this.servedVersions(em)).filter(({ pluginId }) => pluginId !== candidate.pluginId);
    const beside = (versions: readonly PluginVersion[]) =>
      this.composer.compose(this.fragments([...versions, candidate].sort(byPluginId)));
    try {
      return await beside(others);
    } catch (error) {
      // Unless it is the others who do not fit: nobody is refused for another plugin's fault.
      const fitting = error instanceof CompositionFailedError ? await this.fitting(others) : others;
      if (fitting.length === others.length) throw error;
      return await beside(fitting);
    }
  }

  /** Serves the newest release, if this process does not yet. */
  refresh(): Promise<void> {
    this.refreshing = this.refreshing.catch(() => {}).then(() => this.readNewest());
    return this.refreshing;
  }

  private async readNewest(): Promise<void> {
    const em = this.database.forkTenant(null);
    const newest = await this.newest(em);
    if (!newest || newest.id === this.served?.id) return;
    const versions = await em.find(PluginVersionEntity, { id: { $in: newest.versionIds } });
    const release = await em.findOneOrFail(SupergraphReleaseEntity, { id: newest.id }, { refresh: true });
    versions.sort(byPluginId);
    this.apply(
      withActions(
        this.base,
        versions.map(version => this.codes.add(version)),
      ),
    );
    this.served = { id: release.id, sdl: release.sdl };
    this.servedFragments = this.fragments(versions);
    this.composer.remember(release.inputHash, release.sdl);
    this.logger.info({ release: release.id, plugins: versions.length }, 'supergraph release served');
  }

  private async servedVersions(em: EntityManager): Promise<PluginVersion[]> {
    const plugins = await em.find(PluginEntity, { latestVersionId: { $ne: null } });
    const ids = plugins.map(plugin => plugin.latestVersionId!);
    return (await em.find(PluginVersionEntity, { id: { $in: ids } })).sort(byPluginId);
  }

  /** The newest release without its SDL, which is large. */
  private async newest(em: EntityManager) {
    const fields = ['inputHash', 'versionIds'] as const;
    const [release] = await em.find(SupergraphReleaseEntity, {}, { orderBy: { ordinal: 'desc' }, limit: 1, fields });
    return release;
  }

  /**
   * The versions that compose with the platform as it is. A new version of the platform may define what a plugin had
   * defined before; that plugin's typed mutations are left out then, and `executeAction` still runs it.
   */
  private async fitting(versions: readonly PluginVersion[]): Promise<readonly PluginVersion[]> {
    if (await this.fits(versions)) return versions;
    const kept: PluginVersion[] = [];
    for (const version of versions) {
      if (await this.fits([...kept, version])) kept.push(version);
      else
        this.logger.error({ plugin: version.pluginId, version: version.version }, 'plugin left out of the supergraph');
    }
    return kept;
  }

  private async fits(versions: readonly PluginVersion[]): Promise<boolean> {
    try {
      await this.composer.compose(this.fragments(versions));
      return true;
    } catch (error) {
      if (versions.length === 0 || !(error instanceof CompositionFailedError)) throw error;
      return false;
    }
  }

  private fragments(versions: readonly PluginVersion[]): Fragment[] {
    return versions.map(version => ({ pluginId: version.pluginId, sdl: this.codes.add(version).actions.sdl }));
  }
}

const byPluginId = (a: { pluginId: string }, b: { pluginId: string }) => (a.pluginId < b.pluginId ? -1 : 1);
