import { type Logger, type SubgraphRequest, Viewer } from '@ticketbase/kernel';
import type { Database, EncryptionKeys, RequestContext } from '@ticketbase/subgraph-kit';
import { ActionService } from './action/action.service.ts';
import type { PluginPaymentMethodType } from './action/action.type.ts';
import { paymentMethods } from './action/payment-methods.ts';
import type { PluginGraphql } from './action/plugin-graphql.ts';
import type { PluginRunner } from './action/plugin-runner.ts';
import type { ActionRate } from './action/rate-limit.ts';
import type { RunRecords } from './action/run-records.ts';
import { ClientOperationService } from './client-operation/client-operation.service.ts';
import type { Compatibility } from './compatibility/compatibility.service.ts';
import { ConfigurationService } from './configuration/configuration.service.ts';
import { ExtensionService } from './extension/extension.service.ts';
import { FailedHookService } from './hook/failed-hook.service.ts';
import { HookTrialService } from './hook/hook-trial.service.ts';
import { InstallationService } from './installation/installation.service.ts';
import type { BundleStore } from './object-storage/bundle-store.ts';
import type { OrganizationDirectory } from './organization/organization-directory.ts';
import { PluginService } from './plugin/plugin.service.ts';
import type { VersionCodeCache } from './plugin/version-code.ts';
import { PublicationService } from './publication/publication.service.ts';
import { ReviewService } from './publication/review.service.ts';
import { RemovalService } from './removal/removal.service.ts';
import { ScheduleService } from './schedule/schedule.service.ts';
import type { ReleaseService } from './supergraph/release.service.ts';
import { UpgradeService } from './upgrade/upgrade.service.ts';
import { WebhookService } from './webhook/webhook.service.ts';

/** What a process has once, and every request uses. */
export interface PluginsPlatform {
  readonly database: Database;
  readonly bundles: BundleStore;
  readonly codes: VersionCodeCache;
  readonly releases: ReleaseService;
  readonly encryption: EncryptionKeys;
  readonly runner: PluginRunner;
  readonly records: RunRecords;
  readonly graphql: PluginGraphql;
  readonly organizations: OrganizationDirectory;
  readonly memberRate: ActionRate;
  readonly guestRate: ActionRate;
  readonly review: 'auto' | 'manual';
  readonly publicationsPerHour: number;
  readonly publicUrl: string;
  readonly compatibility: Compatibility;
  readonly logger: Logger;
  /** Has the queue of hooks looked at, in this process. */
  wakeHooks(): void;
}

/** The services of one request. */
export interface PluginsServices {
  readonly plugins: PluginService;
  readonly publications: PublicationService;
  readonly reviews: ReviewService;
  readonly clientOperations: ClientOperationService;
  readonly releases: ReleaseService;
  readonly installations: InstallationService;
  readonly configurations: ConfigurationService;
  readonly actions: ActionService;
  readonly extensions: ExtensionService;
  readonly webhooks: WebhookService;
  readonly schedules: ScheduleService;
  readonly failedHooks: FailedHookService;
  readonly hookTrials: HookTrialService;
  readonly upgrades: UpgradeService;
  readonly removals: RemovalService;
  paymentMethods(): Promise<PluginPaymentMethodType[]>;
}

export type PluginsContext = RequestContext & PluginsServices;

export function createServices(platform: PluginsPlatform, request: SubgraphRequest): PluginsServices {
  const { viewer, requestId } = request;
  const { database, codes, releases } = platform;
  const em = database.fork(viewer);
  const forkTenant = (organizationId: string) => database.forkTenant(organizationId);
  const plugins = new PluginService(em, viewer, codes);
  const installations = new InstallationService(em, viewer, requestId, plugins);
  const { encryption, bundles, graphql, organizations, publicUrl } = platform;
  const configurations = new ConfigurationService({ viewer, requestId, installations, plugins, encryption });
  const actions = new ActionService({ ...platform, forkTenant, viewer, request, plugins, configurations });
  return {
    plugins,
    installations,
    configurations,
    releases,
    clientOperations: new ClientOperationService(em, viewer, () => releases.clientSchema),
    reviews: new ReviewService(viewer, plugins, bundles),
    publications: new PublicationService({ ...platform, em, viewer, requestId }),
    actions,
    failedHooks: new FailedHookService({ em, viewer, installations, wakeHooks: platform.wakeHooks }),
    hookTrials: new HookTrialService({ ...platform, viewer, requestId, plugins, installations, configurations }),
    upgrades: new UpgradeService({ ...platform, requestId, plugins, installations, configurations, forkTenant }),
    removals: new RemovalService({ ...platform, em, viewer, requestId, plugins, installations, configurations }),
    schedules: new ScheduleService({ em, plugins, installations, actions }),
    extensions: new ExtensionService({
      forkTenant,
      viewer,
      requestId,
      plugins,
      configurations,
      organizations,
      bundles,
      graphql,
    }),
    webhooks: new WebhookService({
      forkTenant: organizationId => database.forkTenant(organizationId),
      actionsOf: organizationId =>
        createServices(platform, { ...request, viewer: Viewer.service('plugins', organizationId) }).actions,
      ...{ viewer, requestId, plugins, installations, encryption, publicUrl },
    }),
    paymentMethods: () => paymentMethods(em, plugins, configurations),
  };
}
