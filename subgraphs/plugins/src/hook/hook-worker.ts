import { type AnyDomainEvent, DomainError, type Logger, parseDomainEvent, Viewer } from '@ticketbase/kernel';
import type { FinishedRun } from '../action/plugin-runner.ts';
import { createServices, type PluginsPlatform } from '../context.ts';
import { PluginInstallationEntity } from '../installation/installation.entity.ts';
import { DueWork } from '../queue/due-work.ts';
import { isUpgrading } from '../upgrade/upgrade.policy.ts';
import { waitAfter } from './attempts.ts';
import { type ClaimedHook, claimHooks } from './claim-hooks.ts';
import type { HookError } from './hook-delivery.entity.ts';
import { hasHook, runHook } from './run-hook.ts';

/** Deliveries in hand at once, in this process. */
const SLOTS = 16;
/** Seconds for which a claimed delivery is this process's; longer than a run may take. */
const LEASE = 60;

/** What there is nothing to run for any more, and what is not to be run now. */
type NotRun = 'gone' | 'later';

/** Runs the hooks of plugins for the events that wait for them. Any number of processes may share the queue. */
export class HookWorker {
  private readonly platform: PluginsPlatform;
  private readonly logger: Logger;
  private readonly work: DueWork<ClaimedHook>;

  constructor(platform: PluginsPlatform, logger: Logger) {
    this.platform = platform;
    this.logger = logger;
    this.work = new DueWork({
      name: 'hooks',
      slots: SLOTS,
      // Spans tenants: the queue is the server's own; each delivery is handled in its tenant.
      claim: most => claimHooks(platform.database.forkTenant(null), most, LEASE),
      handle: delivery => this.deliver(delivery),
      logger,
    });
  }

  start(): void {
    this.work.start();
  }

  /** Takes nothing new, and waits for what is in hand. */
  stop(): Promise<void> {
    return this.work.stop();
  }

  /** Looks at the queue now. */
  wake(): void {
    this.work.wake();
  }

  private async deliver(delivery: ClaimedHook): Promise<void> {
    const fault = await this.faultOf(delivery);
    const wait = waitAfter(delivery.attempts);
    if (fault === undefined || fault === 'gone')
      await this.execute('delete from hook_delivery where id = ?', [delivery.id]);
    else if (fault === 'later')
      await this.execute('update hook_delivery set claimed_until = null, attempts = attempts - 1 where id = ?', [
        delivery.id,
      ]);
    else if (wait === undefined) await this.giveUp(delivery, fault);
    else await this.retry(delivery, fault, wait);
  }

  /** Why it failed; undefined if it did not. */
  private async faultOf(delivery: ClaimedHook): Promise<HookError | NotRun | undefined> {
    try {
      const finished = await this.run(delivery, parseDomainEvent(delivery.event));
      if (typeof finished === 'string') return finished;
      const { result } = finished;
      return result.ok ? undefined : { code: result.error.code, message: result.error.message };
    } catch (error) {
      if (error instanceof DomainError) return { code: error.code, message: error.message };
      this.logger.error({ err: error, installationId: delivery.installationId }, 'hook not run');
      return { code: 'PLUGIN_FAILED', message: 'The platform could not run the hook.' };
    }
  }

  private async run(delivery: ClaimedHook, event: AnyDomainEvent): Promise<FinishedRun | NotRun> {
    const { organizationId, installationId } = delivery;
    const viewer = Viewer.service('plugins', organizationId);
    const em = this.platform.database.forkTenant(organizationId);
    const where = { id: installationId, enabled: true, uninstalledAt: null };
    const installation = await em.findOne(PluginInstallationEntity, where);
    if (!installation || isUpgrading(installation)) return 'later';
    const services = createServices(this.platform, { query: '', viewer, requestId: event.requestId });
    const code = await services.plugins.code(installation.versionId);
    if (!hasHook(code, event.name)) return 'gone';
    const configuration = await services.configurations.openComplete(installation);
    return runHook(this.platform, { installation, code, configuration, event, viewer });
  }

  private giveUp({ id }: ClaimedHook, error: HookError): Promise<void> {
    return this.execute('update hook_delivery set claimed_until = null, failed_at = now(), error = ? where id = ?', [
      JSON.stringify(error),
      id,
    ]);
  }

  private retry({ id }: ClaimedHook, error: HookError, wait: number): Promise<void> {
    return this.execute(
      `update hook_delivery set claimed_until = null, next_attempt_at = now() + make_interval(secs => ?), error = ?
        where id = ?`,
      [wait, JSON.stringify(error), id],
    );
  }

  private async execute(statement: string, values: unknown[]): Promise<void> {
    await this.platform.database.forkTenant(null).execute(statement, values);
  }
}
