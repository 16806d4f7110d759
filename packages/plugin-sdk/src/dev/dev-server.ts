import { setTimeout as sleep } from 'node:timers/promises';
import { type Publication, publishBundle } from '../cli/publish-bundle.ts';
import type { Server, ServerAnswer } from '../cli/server.ts';
import type { PluginManifest } from '../manifest/schema.ts';
import { type ListedVersion, nextDevVersion } from './dev-version.ts';

/** How long the gateway may take to serve what was published. */
const SERVED_WITHIN_MS = 10_000;
const POLL_MS = 50;

interface Installation {
  id: string;
  enabled: boolean;
  configured: boolean;
  grantedPermissions: string[];
  plugin: { id: string };
  version: { version: string; actions: { mutationField: string; signature: string }[] };
}

const INSTALLATION = `id enabled configured grantedPermissions plugin { id } version { version actions { mutationField signature } }`;
const STATE = `query DevState($id: ID!) {
  plugin(id: $id) { versions { version status } }
  installedPlugins { ${INSTALLATION} }
}`;
const INSTALL = `mutation DevInstall($pluginId: ID!, $version: String!, $grant: [String!]!, $consent: [PluginRequestInput!]) {
  installation: installPlugin(pluginId: $pluginId, version: $version, grant: $grant, consent: $consent) { ${INSTALLATION} }
}`;
const UPGRADE = `mutation DevUpgrade($installationId: ID!, $version: String!, $grant: [String!]!, $consent: [PluginRequestInput!]) {
  installation: upgradePlugin(installationId: $installationId, version: $version, grant: $grant, consent: $consent) { ${INSTALLATION} }
}`;
const ENABLE = `mutation DevEnable($installationId: ID!) {
  installation: enablePlugin(installationId: $installationId) { ${INSTALLATION} }
}`;
const MUTATIONS = '{ __type(name: "Mutation") { fields { name } } }';

interface State {
  plugin: { versions: ListedVersion[] } | null;
  installedPlugins: Installation[];
}
interface Changed {
  installation: Installation;
}

/** A development version that is published and installed. */
export interface Deployment {
  version: string;
  /** The typed mutations, as the supergraph has them. */
  signatures: string[];
  /** False as long as settings are missing. */
  enabled: boolean;
}

/** Brings development versions of one plugin to a server, into the organization of its token. */
export class DevServer {
  private readonly server: Server;

  constructor(server: Server) {
    this.server = server;
  }

  /**
   * Publishes a version above all others, installs it or upgrades to it with consent to everything that it asks for (it is the
   * developer's own), enables it if its settings allow, and waits until its mutations are served.
   * @param pack makes the archive under the version it is given
   */
  async deploy(manifest: PluginManifest, pack: (version: string) => Uint8Array): Promise<ServerAnswer<Deployment>> {
    const state = await this.server.ask<State>(STATE, { id: manifest.id });
    if (!state.ok) return state;
    const version = nextDevVersion(manifest.version, state.data.plugin?.versions ?? []);
    const published = await publishBundle(this.server, pack(version), `${manifest.id}-${version}.zip`);
    if (!published.ok) return published;
    if (published.data.version.status !== 'PUBLISHED') return notPublished(published.data);
    const present = state.data.installedPlugins.find(({ plugin }) => plugin.id === manifest.id);
    const installed = await this.install(manifest, published.data.version, present);
    if (!installed.ok) return installed;
    const { actions } = installed.data.version;
    const served = await this.untilServed(actions.map(({ mutationField }) => mutationField));
    if (!served.ok) return served;
    const signatures = actions.map(({ signature }) => signature);
    return { ok: true, data: { version, signatures, enabled: installed.data.enabled } };
  }

  private async install(
    { id: pluginId, permissions }: PluginManifest,
    { version, requests: consent }: Publication['version'],
    present: Installation | undefined,
  ): Promise<ServerAnswer<Installation>> {
    const changed = present
      ? await this.server.ask<Changed>(UPGRADE, {
          installationId: present.id,
          version,
          grant: permissions.filter(scope => !present.grantedPermissions.includes(scope)),
          consent,
        })
      : await this.server.ask<Changed>(INSTALL, { pluginId, version, grant: permissions, consent });
    if (!changed.ok) return withReason(changed);
    const { installation } = changed.data;
    if (installation.enabled || !installation.configured) return { ok: true, data: installation };
    const enabled = await this.server.ask<Changed>(ENABLE, { installationId: installation.id });
    return enabled.ok ? { ok: true, data: enabled.data.installation } : enabled;
  }

  private async untilServed(fields: string[]): Promise<ServerAnswer<null>> {
    const deadline = performance.now() + SERVED_WITHIN_MS;
    for (;;) {
      const answer = await this.server.ask<{ __type: { fields: { name: string }[] } }>(MUTATIONS);
      if (!answer.ok) return answer;
      const served = new Set(answer.data.__type.fields.map(({ name }) => name));
      if (fields.every(field => served.has(field))) return { ok: true, data: null };
      if (performance.now() > deadline) {
        const message = `the gateway does not serve ${fields.filter(field => !served.has(field)).join(', ')} yet`;
        return { ok: false, fault: { reason: 'unreachable', code: 'NOT_SERVED', message, issues: [] } };
      }
      await sleep(POLL_MS);
    }
  }
}

/** Who installs a plugin holds what they grant to it. */
function withReason(refused: Extract<ServerAnswer<never>, { ok: false }>): ServerAnswer<never> {
  const { fault } = refused;
  if (fault.code !== 'FORBIDDEN') return refused;
  const message = `${fault.message} dev grants the permissions that plugin.json asks for, so its token must have them, too.`;
  return { ok: false, fault: { ...fault, message } };
}

function notPublished({ version }: Publication): ServerAnswer<never> {
  const message = `${version.version} is ${version.status}: this server reviews versions first; for development start it with PLUGIN_REVIEW=auto`;
  return { ok: false, fault: { reason: 'refused', code: 'REVIEW_NEEDED', message, issues: [] } };
}
