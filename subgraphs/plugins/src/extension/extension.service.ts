import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, isId, isScope, type Viewer } from '@ticketbase/kernel';
import { EXTENSION_TARGETS, type ExtensionTarget } from '@ticketbase/plugin-sdk/manifest';
import type { PluginGraphql } from '../action/plugin-graphql.ts';
import type { ConfigurationService } from '../configuration/configuration.service.ts';
import { type PluginInstallation, PluginInstallationEntity } from '../installation/installation.entity.ts';
import type { BundleStore } from '../object-storage/bundle-store.ts';
import type { OrganizationDirectory } from '../organization/organization-directory.ts';
import type { PluginService } from '../plugin/plugin.service.ts';
import type { CompiledVersion } from '../plugin/version-code.ts';
import { ExtensionInputFailedError } from './extension.errors.ts';
import { surfaceOf } from './extension-points.ts';

/** A component of an installation, as it is found. */
export interface Extension {
  readonly id: string;
  readonly target: ExtensionTarget;
  readonly component: string;
  readonly integrity: string;
  readonly installation: PluginInstallation;
  readonly code: CompiledVersion;
  /** The file of the bundle with the query for its data. */
  readonly queryFile: string | undefined;
}

export interface ExtensionParts {
  forkTenant(organizationId: string): EntityManager;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly plugins: PluginService;
  readonly configurations: ConfigurationService;
  readonly organizations: OrganizationDirectory;
  readonly bundles: BundleStore;
  readonly graphql: PluginGraphql;
}

/** The components that installed plugins show. */
export class ExtensionService {
  private readonly parts: ExtensionParts;
  private readonly installed = new Map<string, Promise<PluginInstallation[]>>();

  constructor(parts: ExtensionParts) {
    this.parts = parts;
  }

  /** The components at a place: of the viewer's organization, or, in the shop, of the one with this slug. */
  async at(target: ExtensionTarget, organization: string | null | undefined): Promise<Extension[]> {
    const organizationId = await this.organizationOf(target, organization);
    return organizationId === null ? [] : this.find(organizationId, target);
  }

  /** The components at a place for whoever looks at the list of places; none for guests. */
  forViewer(target: ExtensionTarget): Promise<Extension[]> {
    const { organizationId } = this.parts.viewer;
    return organizationId === null ? Promise.resolve([]) : this.find(organizationId, target);
  }

  /** The component with this id, if the viewer may see its place in its organization. */
  async reference(id: string): Promise<Extension | null> {
    const [installationId = '', target] = id.split('.');
    const { viewer } = this.parts;
    if (!isId(installationId) || viewer.organizationId === null) return null;
    if (!EXTENSION_TARGETS.includes(target as ExtensionTarget)) return null;
    const found = await this.find(viewer.organizationId, target as ExtensionTarget);
    return found.find(extension => extension.id === id) ?? null;
  }

  moduleUrl({ code }: Extension): Promise<string> {
    return this.parts.bundles.link(code.version.integrity, 'frontend.js');
  }

  configuration({ installation }: Extension): Promise<object> {
    return this.parts.configurations.visibleToComponents(installation);
  }

  /**
   * What the component asks for with its query, whose variables are the context. It runs in the component's organization
   * under those of the plugin's scopes that the viewer holds, too: a component shows nobody more than they may see, and
   * gets no more than the organization granted. Throws BAD_USER_INPUT or EXTENSION_INPUT_FAILED.
   */
  async input({ installation, code, queryFile }: Extension, context: unknown): Promise<unknown> {
    if (typeof context !== 'object' || context === null || Array.isArray(context))
      throw new BadUserInputError([{ path: 'context', message: 'Must be an object.' }]);
    if (!queryFile) return {};
    const { bundles, graphql, requestId, viewer } = this.parts;
    const query = await bundles.readQuery(code.version.integrity, queryFile);
    const scopes = installation.grantedPermissions
      .filter(isScope)
      .filter(scope => viewer.can(scope, installation.organizationId));
    const variables = context as Record<string, unknown>;
    const answer = await graphql.run(installation, scopes, { query, variables, requestId });
    const [error] = answer.errors ?? [];
    if (error) throw new ExtensionInputFailedError(error.message, error.extensions?.code);
    return answer.data ?? {};
  }

  private async organizationOf(target: ExtensionTarget, slug: string | null | undefined): Promise<string | null> {
    const { viewer, organizations, requestId } = this.parts;
    if (slug == null) return viewer.requireOrganization();
    const organizationId = await organizations.idOf(slug, requestId);
    const isOwn = organizationId === viewer.organizationId;
    // Outside the shop a foreign organization looks like one that does not exist.
    return isOwn || surfaceOf(target) === 'STOREFRONT' ? organizationId : null;
  }

  /** Read once per request, however many places are asked for. */
  private installationsOf(organizationId: string): Promise<PluginInstallation[]> {
    const known = this.installed.get(organizationId);
    if (known) return known;
    const where = { uninstalledAt: null };
    const options = { orderBy: { pluginId: 'asc' } } as const;
    const found = this.parts.forkTenant(organizationId).find(PluginInstallationEntity, where, options);
    this.installed.set(organizationId, found);
    return found;
  }

  private async find(organizationId: string, target: ExtensionTarget): Promise<Extension[]> {
    const { plugins } = this.parts;
    const installations = await this.installationsOf(organizationId);
    const found = await Promise.all(
      // A plugin is set up before it runs.
      installations
        .filter(({ enabled }) => enabled || target === 'ADMIN_SETTINGS')
        .map(async installation => {
          const code = await plugins.code(installation.versionId);
          return code.manifest.extensions
            .filter(declared => declared.target === target)
            .map(declared => ({
              id: `${installation.id}.${target}.${declared.component}`,
              target,
              component: declared.component,
              integrity: code.version.frontendIntegrity ?? '',
              installation,
              code,
              queryFile: declared.input,
            }));
        }),
    );
    return found.flat();
  }
}
