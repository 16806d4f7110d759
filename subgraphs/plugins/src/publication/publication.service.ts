import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, domainEvent, NotFoundError, newId, type Viewer } from '@ticketbase/kernel';
import { BUNDLE_FILES, type PluginBundle, packBundle, readBundle } from '@ticketbase/plugin-sdk/bundle';
import { actionsToSDL, platformIssue } from '@ticketbase/plugin-sdk/manifest';
import { recordEvents, type UploadedFile } from '@ticketbase/subgraph-kit';
import type { Compatibility } from '../compatibility/compatibility.service.ts';
import { PluginPlatformIncompatibleError } from '../installation/installation.errors.ts';
import { type BundlePart, type BundleStore, integrityOfFile } from '../object-storage/bundle-store.ts';
import { type Plugin, PluginEntity, type PluginVersion, PluginVersionEntity } from '../plugin/plugin.entity.ts';
import { isPublisherOf, servedVersion } from '../plugin/plugin.policy.ts';
import type { VersionCodeCache } from '../plugin/version-code.ts';
import type { Finding } from '../scan/finding.ts';
import { scanInThread } from '../scan/scan.ts';
import type { ReleaseService } from '../supergraph/release.service.ts';
import { componentInputs } from './component-queries.ts';
import { manifestIssues } from './manifest.policy.ts';
import {
  InvalidReviewError,
  PluginBundleInvalidError,
  PluginManifestInvalidError,
  PluginOwnedByAnotherOrganizationError,
  PluginVersionExistsError,
  ScanRefusedError,
} from './publication.errors.ts';
import type { ReviewDecision } from './publication.type.ts';
import { countPublication } from './publication-limit.ts';
import { reviewed } from './review.policy.ts';

export interface PublicationParts {
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly bundles: BundleStore;
  readonly releases: ReleaseService;
  readonly codes: VersionCodeCache;
  readonly review: 'auto' | 'manual';
  readonly publicationsPerHour: number;
  readonly compatibility: Compatibility;
}

const LONGEST_NOTE = 2_000;

/** What came of a publication. */
export interface Publication {
  readonly plugin: Plugin;
  readonly version: PluginVersion;
  readonly supergraphRelease: string | null;
  readonly warnings: ReadonlyArray<{ readonly path: string; readonly message: string }>;
}

/** Brings plugins into the marketplace and the supergraph: all of it, or nothing. */
export class PublicationService {
  private readonly parts: PublicationParts;

  constructor(parts: PublicationParts) {
    this.parts = parts;
  }

  /**
   * Publishes a bundle, or submits it for review. Throws PLUGIN_BUNDLE_INVALID, PLUGIN_MANIFEST_INVALID, PLUGIN_EXTENSION_QUERY_INVALID, PLUGIN_SCAN_REFUSED,
   * PLUGIN_PUBLICATION_RATE_LIMITED, PLUGIN_OWNED_BY_ANOTHER_ORGANIZATION, PLUGIN_VERSION_EXISTS, COMPOSITION_FAILED, PLUGIN_BREAKING_CHANGE,
   * PLUGIN_BREAKS_OPERATIONS or SERVICE_UNAVAILABLE, and then
   * nothing has changed.
   */
  async publish(upload: UploadedFile): Promise<Publication> {
    const { em, viewer, releases, bundles, codes } = this.parts;
    const organizationId = viewer.require('plugins:publish');
    const bundle = openBundle(upload.bytes);
    const { id, platform } = bundle.manifest;
    if (platformIssue(bundle.manifest)) throw new PluginPlatformIncompatibleError(id, platform);
    const inputs = componentInputs(bundle, releases.contexts);
    await countPublication(em, organizationId, this.parts.publicationsPerHour);
    releases.prepare(id, actionsToSDL(bundle.manifest).sdl);
    const findings = await scanned(bundle);
    const publication = await em.transactional(async tx => {
      await releases.lock(tx);
      const plugin = await this.claimPlugin(tx, bundle, organizationId);
      const version = await this.addVersion(tx, plugin, bundle, { componentInputs: inputs, findings });
      await this.checkFits(tx, version);
      // Before the commit: a version that is there has its code. A bundle without a version is found by nobody.
      await bundles.put(version.integrity, partsOf(bundle));
      const supergraphRelease = this.parts.review === 'auto' ? await this.serve(tx, plugin, version) : null;
      const warnings = codes
        .add(version)
        .actions.warnings.map(({ path, message }) => ({ path: path.join('.'), message }));
      return { plugin, version, supergraphRelease, warnings };
    });
    await releases.refresh();
    return publication;
  }

  /** Decides about a version; a rejection needs a reason. Throws BAD_USER_INPUT, NOT_FOUND, PLUGIN_REVIEW_NOT_POSSIBLE, COMPOSITION_FAILED,
   * PLUGIN_BREAKING_CHANGE or PLUGIN_BREAKS_OPERATIONS. */
  async review(
    pluginId: string,
    number: string,
    decision: ReviewDecision,
    note: string | null | undefined,
  ): Promise<PluginVersion> {
    if (decision === 'REJECT' && !note?.trim())
      throw new BadUserInputError([{ path: 'note', message: 'Say why, for its publisher.' }]);
    if ((note?.length ?? 0) > LONGEST_NOTE)
      throw new BadUserInputError([{ path: 'note', message: `Must not be longer than ${LONGEST_NOTE} characters.` }]);
    return this.decide(pluginId, number, decision, note);
  }

  /**
   * Takes a version of the viewer's own plugin out of the marketplace; where it is installed it still runs, and says why it should not
   * for long. Throws BAD_USER_INPUT, NOT_FOUND or PLUGIN_REVIEW_NOT_POSSIBLE.
   */
  async deprecate(pluginId: string, number: string, reason: string): Promise<PluginVersion> {
    const { em, viewer } = this.parts;
    viewer.require('plugins:publish');
    if (!reason.trim() || reason.length > LONGEST_NOTE)
      throw new BadUserInputError([
        { path: 'reason', message: `Say why in at most ${LONGEST_NOTE} characters, for those who have it installed.` },
      ]);
    const plugin = await em.findOne(PluginEntity, { id: pluginId });
    if (!plugin || !isPublisherOf(viewer, plugin)) throw new NotFoundError('The version');
    return this.decide(pluginId, number, 'DEPRECATE', reason);
  }

  private async decide(
    pluginId: string,
    number: string,
    decision: ReviewDecision,
    note: string | null | undefined,
  ): Promise<PluginVersion> {
    const { em, viewer, releases } = this.parts;
    const version = await em.transactional(async tx => {
      await releases.lock(tx);
      const plugin = await tx.findOne(PluginEntity, { id: pluginId });
      const found = await tx.findOne(PluginVersionEntity, { pluginId, version: number });
      if (!plugin || !found) throw new NotFoundError('The version');
      const status = reviewed(found.status, decision);
      if (!status) throw new InvalidReviewError(found.status, decision);
      found.reviewNote = note ?? null;
      found.reviewedBy = viewer.userId;
      if (status === 'PUBLISHED') {
        await this.checkFits(tx, found);
        await this.serve(tx, plugin, found);
      } else {
        found.status = status;
        await this.offer(tx, plugin);
      }
      return found;
    });
    await releases.refresh();
    return version;
  }

  /** Throws COMPOSITION_FAILED, PLUGIN_BREAKING_CHANGE or PLUGIN_BREAKS_OPERATIONS. */
  private async checkFits(tx: EntityManager, version: PluginVersion): Promise<void> {
    const { releases, compatibility } = this.parts;
    const composed = await releases.composedWith(tx, version);
    await compatibility.check(tx, version, releases.servedSdl, composed);
  }

  /** The plugin's row, made by its first publisher and owned by them from then on. */
  private async claimPlugin(tx: EntityManager, { manifest }: PluginBundle, organizationId: string): Promise<Plugin> {
    const existing = await tx.findOne(PluginEntity, { id: manifest.id });
    if (existing && existing.ownerOrganizationId !== organizationId)
      throw new PluginOwnedByAnotherOrganizationError(manifest.id);
    if (existing) return existing;
    const plugin = tx.create(PluginEntity, {
      id: manifest.id,
      ...described(manifest),
      ownerOrganizationId: organizationId,
      createdAt: new Date(),
      updatedAt: new Date(),
    });
    await tx.persist(plugin).flush();
    return plugin;
  }

  private async addVersion(
    tx: EntityManager,
    plugin: Plugin,
    bundle: PluginBundle,
    checked: Pick<PluginVersion, 'componentInputs' | 'findings'>,
  ): Promise<PluginVersion> {
    const { manifest, files, integrity } = bundle;
    const exists = await tx.count(PluginVersionEntity, { pluginId: plugin.id, version: manifest.version });
    if (exists > 0) throw new PluginVersionExistsError(plugin.id, manifest.version);
    const hashOf = (name: string) => (files.has(name) ? integrityOfFile(files.get(name)!) : null);
    const version = tx.create(PluginVersionEntity, {
      id: newId(),
      pluginId: plugin.id,
      version: manifest.version,
      status: 'SUBMITTED',
      manifest,
      integrity,
      backendIntegrity: hashOf(BUNDLE_FILES.backend),
      frontendIntegrity: hashOf(BUNDLE_FILES.frontend),
      ...checked,
      fileSizes: Object.fromEntries([...files].map(([name, content]) => [name, content.byteLength])),
      submittedAt: new Date(),
    });
    await tx.persist(version).flush();
    return version;
  }

  /** Publishes a version: the marketplace offers it if it is the highest, and the supergraph has its actions then. */
  private async serve(tx: EntityManager, plugin: Plugin, version: PluginVersion): Promise<string> {
    const { viewer, requestId } = this.parts;
    version.status = 'PUBLISHED';
    version.publishedAt = new Date();
    const release = await this.offer(tx, plugin);
    const payload = { pluginId: plugin.id, version: version.version };
    await recordEvents(tx, domainEvent('plugin.published', payload, { viewer, requestId, organizationId: null }));
    return release;
  }

  private async offer(tx: EntityManager, plugin: Plugin): Promise<string> {
    await tx.flush();
    const latest = servedVersion(await tx.find(PluginVersionEntity, { pluginId: plugin.id }));
    plugin.latestVersionId = latest?.id ?? null;
    if (latest) Object.assign(plugin, described(latest.manifest));
    plugin.updatedAt = new Date();
    await tx.flush();
    return this.parts.releases.release(tx);
  }
}

const described = ({ name, description, author, category }: PluginBundle['manifest']) => ({
  name,
  description,
  author,
  category,
});

/** What was found in the bundle. Throws PLUGIN_SCAN_REFUSED. */
async function scanned(bundle: PluginBundle): Promise<readonly Finding[]> {
  const findings = await scanInThread(bundle);
  const severe = findings.filter(({ severity }) => severity === 'SEVERE');
  const issues = severe.map(({ file, line, message }) => ({ path: line === null ? file : `${file}:${line}`, message }));
  if (issues.length > 0) throw new ScanRefusedError(issues);
  return findings;
}

function openBundle(bytes: Uint8Array): PluginBundle {
  const read = readBundle(bytes);
  if (!read.ok) {
    const issues = read.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    // The SDK puts faults of the manifest below its file's name; a bundle without one is no bundle.
    const inManifest = read.issues.every(({ path }) => path[0] === BUNDLE_FILES.manifest && path.length > 1);
    throw inManifest ? new PluginManifestInvalidError(issues) : new PluginBundleInvalidError(issues);
  }
  const issues = manifestIssues(read.bundle.manifest);
  if (issues.length === 0) return read.bundle;
  throw new PluginManifestInvalidError(
    issues.map(issue => ({ ...issue, path: ['plugin.json', issue.path].filter(Boolean).join('.') })),
  );
}

function partsOf({ files }: PluginBundle): Map<BundlePart, Uint8Array> {
  const parts = new Map<BundlePart, Uint8Array>([['bundle.zip', packBundle(files)]]);
  const [backend, frontend] = [files.get(BUNDLE_FILES.backend), files.get(BUNDLE_FILES.frontend)];
  if (backend) parts.set('backend.js', backend);
  if (frontend) parts.set('frontend.js', frontend);
  return parts;
}
