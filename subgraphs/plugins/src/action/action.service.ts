import type { EntityManager } from '@mikro-orm/postgresql';
import {
  BadUserInputError,
  domainEvent,
  ForbiddenError,
  networkOf,
  type SubgraphRequest,
  UnauthenticatedError,
  type Viewer,
} from '@ticketbase/kernel';
import type { EncryptionKeys } from '@ticketbase/subgraph-kit';
import type { ConfigurationService } from '../configuration/configuration.service.ts';
import { PermissionsNotGrantedError } from '../consent/consent.errors.ts';
import { missingPermissions } from '../consent/consent.policy.ts';
import { type PluginInstallation, PluginInstallationEntity } from '../installation/installation.entity.ts';
import type { OrganizationDirectory } from '../organization/organization-directory.ts';
import type { PluginService } from '../plugin/plugin.service.ts';
import type { CompiledVersion } from '../plugin/version-code.ts';
import { PluginUpgradeRunningError } from '../upgrade/upgrade.errors.ts';
import { isUpgrading } from '../upgrade/upgrade.policy.ts';
import {
  PluginActionNotFoundError,
  PluginDisabledError,
  PluginInputInvalidError,
  PluginNotInstalledError,
  PluginRateLimitedError,
} from './action.errors.ts';
import { isPublicAction, lackingScope } from './action.policy.ts';
import { callerOf } from './action-caller.ts';
import { ActionIdempotency } from './action-idempotency.ts';
import type { ActionOutcome } from './action-outcome.ts';
import { failureError } from './plugin-failure.errors.ts';
import type { PluginResult } from './plugin-host.ts';
import { type FinishedRun, logOf, type PluginRun, type PluginRunner } from './plugin-runner.ts';
import type { ActionRate } from './rate-limit.ts';
import type { RunRecords } from './run-records.ts';

/** As for the carts of guests. */
const SHORTEST_GUEST_KEY = 16;

/** An action that someone asks for. */
export interface ActionCall {
  readonly pluginId: string;
  readonly action: string;
  readonly params: unknown;
  /** The slug of the organization, for callers that are not in it. */
  readonly organization?: string | null;
  readonly idempotencyKey?: string | null;
}

export interface ActionParts {
  /** An EntityManager that sees the tenant's rows. */
  forkTenant(organizationId: string): EntityManager;
  readonly viewer: Viewer;
  readonly request: Pick<SubgraphRequest, 'requestId' | 'client' | 'signal'>;
  readonly plugins: PluginService;
  readonly configurations: ConfigurationService;
  readonly organizations: OrganizationDirectory;
  readonly encryption: EncryptionKeys;
  readonly runner: PluginRunner;
  readonly records: RunRecords;
  readonly memberRate: ActionRate;
  readonly guestRate: ActionRate;
}

interface Caller {
  readonly organizationId: string;
  /** True for whoever acts in the organization; false for its buyers. */
  readonly member: boolean;
}

interface Target {
  readonly installation: PluginInstallation;
  readonly code: CompiledVersion;
}

/**
 * Runs actions. Every door leads through the same checks, in this order: authenticated (or public) → installed and
 * enabled → scope granted → input valid → rate → run → output valid.
 */
export class ActionService {
  private readonly parts: ActionParts;

  constructor(parts: ActionParts) {
    this.parts = parts;
  }

  /** Runs an action. Throws what refuses it; how the plugin itself fares is in the outcome. */
  async execute(call: ActionCall): Promise<ActionOutcome> {
    const caller = await this.identify(call);
    const target = await this.find(caller, call);
    this.checkScopes(caller, target, call);
    const params = checkInput(target.code, call);
    const run = () => this.run(target, call, params, caller);
    if (call.idempotencyKey == null) return run();
    const { kind, id } = this.parts.viewer.actor;
    if (id == null && !this.parts.viewer.isService) requireUnguessable(call.idempotencyKey);
    const { organizationId } = caller;
    const idempotency = new ActionIdempotency(this.parts.forkTenant(organizationId), this.parts.encryption);
    return idempotency.once(
      {
        owner: `${organizationId}:${kind}:${id ?? ''}`,
        key: call.idempotencyKey,
        input: [call.pluginId, call.action, params],
        organizationId,
        pluginId: call.pluginId,
      },
      run,
    );
  }

  /**
   * Runs an action through its typed mutation, whose types come from the version in the schema; the checks are those of
   * the version that is installed. Throws the plugin's failure, too.
   */
  async executeTyped(call: {
    version: CompiledVersion;
    action: string;
    input: unknown;
    organization?: string | null;
  }): Promise<unknown> {
    const { version, action, input, organization } = call;
    const { pluginId } = version.version;
    const params = version.actions.toParams(action, input ?? {});
    const outcome = await this.execute({ pluginId, action, params, organization });
    if (outcome.error) throw failureError(outcome.error, pluginId, action);
    const [issue] = version.checkOutput(action)(outcome.data);
    if (issue) {
      // Only possible where an older version is installed than the one the types were made from.
      const message = `The installed version answers something else than ${version.version.version} does.`;
      throw failureError({ code: 'PLUGIN_OUTPUT_INVALID', message, retryable: false }, pluginId, action);
    }
    return version.actions.toResult(action, outcome.data);
  }

  /** Who asks, as seen from the organization whose plugin it is. Throws UNAUTHENTICATED, NOT_INSTALLED. */
  private async identify({ organization, pluginId }: ActionCall): Promise<Caller> {
    const { viewer, organizations, request } = this.parts;
    // A plugin that could run plugins could run itself, in a circle.
    if (viewer.identity.kind === 'plugin') throw new ForbiddenError();
    if (organization == null) {
      return { organizationId: viewer.requireOrganization(), member: true };
    }
    const organizationId = await organizations.idOf(organization, request.requestId);
    if (organizationId === null) throw new PluginNotInstalledError(pluginId);
    return { organizationId, member: organizationId === viewer.organizationId };
  }

  private async find({ organizationId, member }: Caller, { pluginId, action }: ActionCall): Promise<Target> {
    const { plugins } = this.parts;
    const em = this.parts.forkTenant(organizationId);
    const where = { pluginId, uninstalledAt: null };
    const installation = await em.findOne(PluginInstallationEntity, where);
    if (!installation) {
      // A guest learns from this answer only what the marketplace says: whether the action is public at all.
      if (!member && !(await this.isOfferedToGuests(pluginId, action))) throw new UnauthenticatedError();
      throw new PluginNotInstalledError(pluginId);
    }
    const code = await plugins.code(installation.versionId);
    if (!member && !isPublicAction(code.manifest, action)) throw new UnauthenticatedError();
    if (!installation.enabled) throw new PluginDisabledError(pluginId);
    if (isUpgrading(installation)) throw new PluginUpgradeRunningError(pluginId);
    if (!code.hasAction(action)) throw new PluginActionNotFoundError(pluginId, action);
    return { installation, code };
  }

  private async isOfferedToGuests(pluginId: string, action: string): Promise<boolean> {
    const { plugins } = this.parts;
    const plugin = await plugins.find(pluginId);
    return plugin !== null && isPublicAction((await plugins.latestOf(plugin)).manifest, action);
  }

  private checkScopes({ organizationId }: Caller, { installation, code }: Target, { action }: ActionCall): void {
    const { grantedPermissions } = installation;
    const missing = missingPermissions(code.manifest.permissions, grantedPermissions);
    if (missing.length > 0) throw new PermissionsNotGrantedError({ scopes: missing, requests: [] });
    const lacking = lackingScope(this.parts.viewer, organizationId, code.manifest, grantedPermissions, action);
    if (lacking) throw new ForbiddenError(lacking);
  }

  private async run(
    { installation, code }: Target,
    { action }: ActionCall,
    params: unknown,
    { organizationId, member }: Caller,
  ): Promise<ActionOutcome> {
    const { configurations, runner, request } = this.parts;
    const configuration = await configurations.openComplete(installation);
    await this.checkRate(installation, member);
    const { requestId, signal } = request;
    const run: PluginRun = {
      installation,
      code,
      configuration,
      kind: 'action',
      name: action,
      params,
      requestId,
      caller: callerOf(this.parts.viewer),
      signal,
    };
    const finished = await runner.run(run);
    const result = checkOutput(code, action, finished.result);
    await this.record(organizationId, run, { ...finished, result });
    const durationMs = Math.round(result.durationMs);
    return result.ok
      ? { ok: true, data: result.data ?? null, error: null, durationMs, requestId }
      : { ok: false, data: null, error: result.error, durationMs, requestId };
  }

  private async checkRate(installation: PluginInstallation, member: boolean): Promise<void> {
    const { memberRate, guestRate, request, viewer } = this.parts;
    // Buyers cannot use up what the organization and its checkouts need.
    const isGuest = !member && !viewer.isService;
    const address = request.client?.ip;
    const guest = `${installation.id}:${address === undefined ? 'unknown' : networkOf(address)}`;
    const wait = await (isGuest ? guestRate.take(guest) : memberRate.take(installation.id));
    if (wait !== undefined) throw new PluginRateLimitedError(wait);
  }

  private async record(organizationId: string, run: PluginRun, finished: FinishedRun): Promise<void> {
    const { viewer, request, records } = this.parts;
    const { installation, code, name } = run;
    const { result } = finished;
    const payload = {
      installationId: installation.id,
      pluginId: installation.pluginId,
      version: code.version.version,
      action: name,
      ok: result.ok,
      errorCode: result.ok ? null : result.error.code,
      durationMs: Math.round(result.durationMs),
    };
    const by = { viewer, requestId: request.requestId, organizationId };
    const news = domainEvent('plugin.action_executed', payload, by);
    await records.keep({ lines: logOf(run, finished), news });
  }
}

/** Guests cannot be told apart: whoever has the key of one is given what they were answered. Throws BAD_USER_INPUT. */
function requireUnguessable(key: string): void {
  if (key.length >= SHORTEST_GUEST_KEY) return;
  const message = `Must have at least ${SHORTEST_GUEST_KEY} characters for guests: it must be hard to guess.`;
  throw new BadUserInputError([{ path: 'idempotencyKey', message }]);
}

function checkInput(code: CompiledVersion, { action, params }: ActionCall): unknown {
  const given = params ?? {};
  if (typeof given !== 'object' || Array.isArray(given))
    throw new BadUserInputError([{ path: 'params', message: 'Must be an object.' }]);
  const issues = code.checkInput(action)(given);
  if (issues.length === 0) return given;
  throw new PluginInputInvalidError(
    issues.map(({ path, message }) => ({ path: ['params', ...path].join('.'), message })),
  );
}

function checkOutput(code: CompiledVersion, action: string, result: PluginResult): PluginResult {
  if (!result.ok) return result;
  const [issue] = code.checkOutput(action)(result.data);
  if (!issue) return result;
  const message = `The plugin’s answer breaks the action’s schema at ${issue.path.join('.') || 'its root'}: ${issue.message}.`;
  const error = { code: 'PLUGIN_OUTPUT_INVALID', message, retryable: false };
  return { ok: false, error, durationMs: result.durationMs };
}
