import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, isId, isScope, type Scope, type Viewer } from '@ticketbase/kernel';
import { EXTENSION_TARGETS, type ExtensionTarget } from '@ticketbase/plugin-sdk/manifest';
import DataLoader from 'dataloader';
import type { PluginGraphql } from '../action/plugin-graphql.ts';
import type { ConfigurationService } from '../configuration/configuration.service.ts';
import { type PluginInstallation, PluginInstallationEntity } from '../installation/installation.entity.ts';
import type { BundleStore } from '../object-storage/bundle-store.ts';
import type { OrganizationDirectory } from '../organization/organization-directory.ts';
import { type ComponentInput, inputOf } from '../plugin/component-input.ts';
import type { PluginService } from '../plugin/plugin.service.ts';
import type { CompiledVersion } from '../plugin/version-code.ts';
import { ContextPage, type ContextValues, readContext } from './context-operation.ts';
import { ExtensionInputFailedError } from './extension.errors.ts';
import { extensionPoint } from './extension-points.ts';

/** A component of an installation, as it is found. */
export interface Extension {
  readonly id: string;
  readonly target: ExtensionTarget;
  readonly component: string;
  readonly integrity: string;
  readonly installation: PluginInstallation;
  readonly code: CompiledVersion;
  /** True if the manifest names a query for its data. */
  readonly asks: boolean;
  /** That query, checked; undefined if the version is older than such checks. */
  readonly asked: ComponentInput | undefined;
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

/** A component whose data is asked for, and what it is shown beside. */
interface AskedInput {
  readonly extension: Extension;
  readonly context: ContextValues;
}

/** Places with their contexts that one request asks the data of components for: each is an operation of its own. */
const MOST_PLACES = 10;

/** Components of one operation: the gateway limits the fields of `Query` and the aliases of one. */
const TOGETHER = 10;

/** The components that installed plugins show. */
export class ExtensionService {
  private readonly parts: ExtensionParts;
  private readonly installed = new Map<string, Promise<PluginInstallation[]>>();
  private readonly places = new Set<string>();
  private readonly inputs = new DataLoader<AskedInput, unknown, AskedInput>(asked => this.loadInputs(asked));

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
   * What the component asks for with its query on the place's context. It runs in the component's organization under
   * those of the scopes its fields need that the organization granted and the viewer holds: a component shows nobody
   * more than they may see, and gets no more than was granted. Components that are asked for together, and may see the
   * same, are one operation on the supergraph. Throws BAD_USER_INPUT or EXTENSION_INPUT_FAILED.
   */
  async input(extension: Extension, given: unknown): Promise<unknown> {
    const context = readContext(extensionPoint(extension.target), given);
    if (!extension.asks) return {};
    if (!extension.asked) throw new ExtensionInputFailedError('Its version is older than typed contexts.', 'OUTDATED');
    this.countPlace(extension, context);
    return this.inputs.load({ extension, context });
  }

  /** Throws BAD_USER_INPUT: aliases would else make one small request as many operations as there are aliases. */
  private countPlace({ target, installation: { organizationId } }: Extension, context: ContextValues): void {
    this.places.add(JSON.stringify([organizationId, target, context]));
    if (this.places.size > MOST_PLACES)
      throw new BadUserInputError([{ path: 'context', message: `A request may name ${MOST_PLACES} at most.` }]);
  }

  private async organizationOf(target: ExtensionTarget, slug: string | null | undefined): Promise<string | null> {
    const { viewer, organizations, requestId } = this.parts;
    if (slug == null) return viewer.requireOrganization();
    const organizationId = await organizations.idOf(slug, requestId);
    const isOwn = organizationId === viewer.organizationId;
    // Outside the shop a foreign organization looks like one that does not exist.
    return isOwn || extensionPoint(target).surface === 'STOREFRONT' ? organizationId : null;
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

  private async loadInputs(asked: readonly AskedInput[]): Promise<unknown[]> {
    const answers = new Map<AskedInput, Promise<unknown>>();
    for (const { group, scopes } of this.grouped(asked)) {
      const all = this.ask(group, scopes);
      for (const [index, each] of group.entries())
        answers.set(
          each,
          all.then(inputs => inputs[index]),
        );
    }
    const settled = await Promise.allSettled(asked.map(each => answers.get(each)));
    return settled.map(each => (each.status === 'fulfilled' ? each.value : each.reason));
  }

  /** What is asked for at one place, in one organization, under the same scopes, as many as one operation may hold. */
  private grouped(asked: readonly AskedInput[]): { group: AskedInput[]; scopes: Scope[] }[] {
    const open = new Map<string, { group: AskedInput[]; scopes: Scope[] }>();
    const full: { group: AskedInput[]; scopes: Scope[] }[] = [];
    for (const each of asked) {
      const { installation, target, asked: input } = each.extension;
      const { organizationId, grantedPermissions } = installation;
      const scopes = (input?.scopes ?? [])
        .filter(isScope)
        .filter(scope => grantedPermissions.includes(scope) && this.parts.viewer.can(scope, organizationId));
      const key = JSON.stringify([organizationId, target, each.context, scopes]);
      const known = open.get(key) ?? { group: [], scopes };
      known.group.push(each);
      open.set(key, known);
      if (known.group.length < TOGETHER) continue;
      full.push(known);
      open.delete(key);
    }
    return [...full, ...open.values()];
  }

  /** Asks the supergraph for what the group asks for, and answers for each its data, or an error. */
  private async ask(group: readonly AskedInput[], scopes: readonly Scope[]): Promise<unknown[]> {
    const [{ extension, context }] = group as [AskedInput];
    const queries = group.map(each => each.extension.asked!.query);
    const page = new ContextPage(extensionPoint(extension.target), context, queries);
    const { operation } = page;
    const { graphql, requestId } = this.parts;
    const answer = operation
      ? await graphql.run(extension.installation, scopes, { ...operation, requestId })
      : { data: {} };
    const answers = page.answers(answer);
    if (answers)
      return answers.map(each =>
        'data' in each ? each.data : new ExtensionInputFailedError(each.error.message, each.error.code),
      );
    // Nothing came back: what is wrong with one component is not to be the others' fault.
    if (group.length > 1) return (await Promise.all(group.map(each => this.ask([each], scopes)))).flat();
    const [error] = answer.errors ?? [];
    return [new ExtensionInputFailedError(error?.message ?? 'There was no answer.', error?.extensions?.code)];
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
              asks: declared.input !== undefined,
              asked: inputOf(code.version.componentInputs, declared),
            }));
        }),
    );
    return found.flat();
  }
}
