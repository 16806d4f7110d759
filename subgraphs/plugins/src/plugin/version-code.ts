import { type ActionsSDL, actionsToSDL, compileSchema, type SchemaCheck } from '@ticketbase/plugin-sdk/manifest';
import type { PluginVersion } from './plugin.entity.ts';

/** What of a version never changes. */
export type VersionCode = Readonly<
  Pick<
    PluginVersion,
    | 'id'
    | 'pluginId'
    | 'version'
    | 'manifest'
    | 'integrity'
    | 'backendIntegrity'
    | 'frontendIntegrity'
    | 'componentInputs'
  >
>;

/** Versions whose schemas are kept compiled. */
const KEPT = 300;

/** The checks and types that follow from a version's manifest, made once per version and process. */
export class CompiledVersion {
  readonly version: VersionCode;
  private readonly checks = new Map<string, SchemaCheck>();
  private typed: ActionsSDL | undefined;

  constructor(version: VersionCode) {
    this.version = version;
  }

  get manifest() {
    return this.version.manifest;
  }

  /** Its actions as GraphQL. */
  get actions(): ActionsSDL {
    this.typed ??= actionsToSDL(this.manifest);
    return this.typed;
  }

  /** True if the manifest declares the action. */
  hasAction(name: string): boolean {
    return Object.hasOwn(this.manifest.actions, name);
  }

  checkInput(action: string): SchemaCheck {
    return this.check(`input:${action}`, this.manifest.actions[action]?.input);
  }

  checkOutput(action: string): SchemaCheck {
    return this.check(`output:${action}`, this.manifest.actions[action]?.output);
  }

  get checkConfiguration(): SchemaCheck {
    return this.check('configuration', this.manifest.configSchema);
  }

  private check(name: string, schema: Parameters<typeof compileSchema>[0] | undefined): SchemaCheck {
    const known = this.checks.get(name);
    if (known) return known;
    const check = schema ? compileSchema(schema) : () => [];
    this.checks.set(name, check);
    return check;
  }
}

/** The compiled versions of a process. A version's code is immutable, so what is here is never stale. */
export class VersionCodeCache {
  private readonly kept = new Map<string, CompiledVersion>();

  get(versionId: string): CompiledVersion | undefined {
    return this.kept.get(versionId);
  }

  add(version: PluginVersion): CompiledVersion {
    const known = this.kept.get(version.id);
    if (known) return known;
    if (this.kept.size >= KEPT) this.kept.delete(this.kept.keys().next().value as string);
    const compiled = new CompiledVersion(codeOf(version));
    this.kept.set(version.id, compiled);
    return compiled;
  }
}

// A copy: an entity would keep the whole EntityManager of its request alive.
const codeOf = (version: PluginVersion): VersionCode => ({
  id: version.id,
  pluginId: version.pluginId,
  version: version.version,
  // What was published before there was such a thing has none of it.
  manifest: {
    ...version.manifest,
    schedules: version.manifest.schedules ?? {},
    lifecycle: version.manifest.lifecycle ?? [],
    secrets: version.manifest.secrets ?? {},
  },
  integrity: version.integrity,
  backendIntegrity: version.backendIntegrity,
  frontendIntegrity: version.frontendIntegrity,
  componentInputs: version.componentInputs,
});
