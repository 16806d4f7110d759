import { readFile } from 'node:fs/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { actionsToSDL } from '@ticketbase/plugin-sdk/manifest';
import type { ComponentInput } from '../plugin/component-input.ts';
import { type PluginVersion, PluginVersionEntity } from '../plugin/plugin.entity.ts';
import { compareVersions } from '../plugin/version-order.ts';
import type { SupergraphThread } from '../supergraph/supergraph-thread.ts';
import { breakingChanges, isPrerelease, mayBreak } from './breaking-changes.ts';
import type { StoredDocument } from './broken-documents.ts';
import { BreakingChangeError, BreaksOperationsError } from './compatibility.errors.ts';

/** Keeps publications from breaking what others rely on. */
export class Compatibility {
  private readonly files: readonly string[];
  private readonly thread: SupergraphThread;
  private ownOperations: Promise<StoredDocument[]> | undefined;

  /** @param files JSON of texts of operations by name, which clients of the server itself run */
  constructor(files: readonly string[], thread: SupergraphThread) {
    this.files = files;
    this.thread = thread;
  }

  /**
   * Checks a version against the release before it, and the supergraph with it against all that others run.
   * @param before the supergraph that is served
   * @param after the supergraph with the version
   * Throws PLUGIN_BREAKING_CHANGE or PLUGIN_BREAKS_OPERATIONS.
   */
  async check(em: EntityManager, version: PluginVersion, before: string, after: string): Promise<void> {
    await this.checkOwn(em, version);
    if (before === after) return;
    const documents = [
      ...(await this.serverOperations()),
      ...(await this.registered(em, version.pluginId)),
      ...(await this.componentQueries(em, version.pluginId)),
    ];
    const broken = await this.thread.do('broken', { before, after, documents });
    if (broken.length > 0)
      throw new BreaksOperationsError(broken.map(({ owner, message }) => ({ path: owner, message })));
  }

  private async checkOwn(em: EntityManager, version: PluginVersion): Promise<void> {
    const published = await em.find(PluginVersionEntity, { pluginId: version.pluginId, status: 'PUBLISHED' });
    // A prerelease promises nothing, and takes back nothing that the release before it has promised.
    const [base] = published
      .filter(each => !isPrerelease(each.version) && compareVersions(each.version, version.version) < 0)
      .sort((a, b) => compareVersions(b.version, a.version));
    if (!base || mayBreak(base.version, version.version)) return;
    const issues = breakingChanges(actionsToSDL(base.manifest).sdl, actionsToSDL(version.manifest).sdl);
    if (issues.length > 0) throw new BreakingChangeError(base.version, issues);
  }

  private serverOperations(): Promise<StoredDocument[]> {
    this.ownOperations ??= Promise.all(this.files.map(readOperations)).then(lists => lists.flat());
    return this.ownOperations;
  }

  /** What clients registered: the server's own, and those of organizations that have the plugin. Others cannot run it. */
  private async registered(em: EntityManager, pluginId: string): Promise<StoredDocument[]> {
    const rows = await em.execute<{ client: string; name: string; document: string }[]>(
      `select client, name, document from client_operation o
        where owner_organization_id is null or exists (
          select from plugin_installation i
           where i.organization_id = o.owner_organization_id and i.plugin_id = ? and i.uninstalled_at is null)
        order by client, name`,
      [pluginId],
    );
    return rows.map(({ client, name, document }) => ({ owner: `${name} of the client ${client}`, text: document }));
  }

  /** What the components of other plugins ask for, in every version that is offered or installed. */
  private async componentQueries(em: EntityManager, pluginId: string): Promise<StoredDocument[]> {
    const rows = await em.execute<{ plugin_id: string; component_inputs: ComponentInput[] }[]>(
      `select plugin_id, component_inputs from plugin_version v
        where plugin_id <> ? and component_inputs <> '[]' and (
          exists (select from plugin p where p.latest_version_id = v.id)
          or exists (select from plugin_installation i where i.version_id = v.id and i.uninstalled_at is null))
        order by plugin_id, version`,
      [pluginId],
    );
    return rows.flatMap(row =>
      row.component_inputs.map(({ component, target, query }) => ({
        owner: `${component} of the plugin ${row.plugin_id}`,
        text: query,
        target,
      })),
    );
  }
}

async function readOperations(file: string): Promise<StoredDocument[]> {
  const operations = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  return Object.entries(operations).map(([name, text]) => ({ owner: `${name} of ${file}`, text }));
}
