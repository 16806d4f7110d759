import { DomainError, type Logger, newId, Viewer } from '@ticketbase/kernel';
import { nextRun } from '@ticketbase/plugin-sdk/manifest';
import type { ActionFailure } from '../action/action-outcome.ts';
import { createServices, type PluginsPlatform } from '../context.ts';
import { type PluginInstallation, PluginInstallationEntity } from '../installation/installation.entity.ts';
import { DueWork } from '../queue/due-work.ts';
import { PluginUpgradeRunningError } from '../upgrade/upgrade.errors.ts';
import type { ScheduledRun } from './plugin-schedule.entity.ts';

/** Runs in hand at once, in this process. */
const SLOTS = 8;
/** Of them, those of one organization; of one installation, one. */
const PER_ORGANIZATION = 3;
/** Seconds for which a claimed run is this process's; longer than a run may take. */
const LEASE = 60;
/** Seconds until a run that could not begin is tried again, and how often. */
const RETRY = 30;
const ATTEMPTS = 10;

interface Claimed {
  readonly installationId: string;
  readonly organizationId: string;
  readonly name: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly attempts: number;
  /** The tick, and when it was claimed, by the database's clock. */
  readonly dueAt: string;
  readonly claimedAt: string;
  readonly claimedUntil: string;
}

/**
 * Runs what is due: every tick at least once, by whichever process takes it; ticks that nobody was there for count as one. What
 * of a run that ended is not noted, because its process died, runs again when its claim has run out.
 */
export class ScheduleWorker {
  private readonly platform: PluginsPlatform;
  private readonly logger: Logger;
  private readonly work: DueWork<Claimed>;

  constructor(platform: PluginsPlatform, logger: Logger) {
    this.platform = platform;
    this.logger = logger;
    this.work = new DueWork({
      name: 'schedules',
      slots: SLOTS,
      claim: most => this.claim(most),
      handle: due => this.run(due),
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

  // Spans tenants: the plan is the server's own; each run happens in its tenant.
  private claim(most: number): Promise<Claimed[]> {
    return this.platform.database.forkTenant(null).execute<Claimed[]>(
      `with running as (
         select installation_id, organization_id from plugin_schedule where claimed_until > now()
       ), first as (
         select distinct on (due.installation_id) due.installation_id, due.organization_id, due.name, due.next_run_at
           from plugin_schedule due join plugin_installation i on i.id = due.installation_id
          where due.next_run_at <= now() and (due.claimed_until is null or due.claimed_until <= now())
            and i.enabled and i.uninstalled_at is null and (i.upgrading_until is null or i.upgrading_until <= now())
            and due.installation_id not in (select installation_id from running)
          order by due.installation_id, due.next_run_at, due.name
       ), fair as (
         select *, row_number() over (partition by organization_id order by next_run_at, installation_id)
                 + (select count(*) from running where running.organization_id = first.organization_id) as place from first
       ), taken as (
         select plan.installation_id, plan.name from plugin_schedule plan
           join fair on fair.installation_id = plan.installation_id and fair.name = plan.name
          where fair.place <= ? and plan.next_run_at <= now() and (plan.claimed_until is null or plan.claimed_until <= now())
          order by fair.place, plan.next_run_at limit ? for update of plan skip locked
       )
       update plugin_schedule plan set claimed_until = now() + make_interval(secs => ?), attempts = plan.attempts + 1
         from taken where plan.installation_id = taken.installation_id and plan.name = taken.name
       returning plan.installation_id as "installationId", plan.organization_id as "organizationId", plan.name, plan.cron,
         plan.time_zone as "timeZone", plan.attempts, plan.next_run_at as "dueAt", now() as "claimedAt",
         plan.claimed_until::text as "claimedUntil"`,
      [PER_ORGANIZATION, most, LEASE],
    );
  }

  private async run(due: Claimed): Promise<void> {
    const em = this.platform.database.forkTenant(due.organizationId);
    const where = { id: due.installationId, enabled: true, uninstalledAt: null };
    const installation = await em.findOne(PluginInstallationEntity, where);
    if (!installation) return this.release(due);
    const run = await this.execute(due, installation);
    if (run && 'again' in run && due.attempts < ATTEMPTS) await this.release(due, RETRY);
    else await this.note(due, run && 'again' in run ? run.again : run);
  }

  /** How it went; undefined if the version has no such schedule, `again` if it could not begin. */
  private async execute(
    due: Claimed,
    installation: PluginInstallation,
  ): Promise<ScheduledRun | { again: ScheduledRun } | undefined> {
    const requestId = newId();
    const viewer = Viewer.service('plugins', due.organizationId);
    const services = createServices(this.platform, { query: '', viewer, requestId });
    const { manifest } = await services.plugins.code(installation.versionId);
    const schedule = Object.hasOwn(manifest.schedules, due.name) ? manifest.schedules[due.name] : undefined;
    if (!schedule) return undefined;
    const startedAt = new Date().toISOString();
    const end = (error: Pick<ActionFailure, 'code' | 'message'> | null, durationMs: number): ScheduledRun => ({
      ...{ startedAt, ok: error === null, durationMs, requestId },
      error: error && { code: error.code, message: error.message },
    });
    try {
      const { action, params } = schedule;
      const outcome = await services.actions.execute({ pluginId: installation.pluginId, action, params });
      const run = end(outcome.error, outcome.durationMs);
      return outcome.error?.neverRan ? { again: run } : run;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.logger.info({ err: error, installationId: due.installationId, schedule: due.name }, 'schedule not run');
      // It goes on in a moment, and the tick with it.
      return error instanceof PluginUpgradeRunningError ? { again: end(error, 0) } : end(error, 0);
    }
  }

  /** Notes how it went, and when it comes next. A claim that ran out in the meantime is another process's by now. */
  private async note(due: Claimed, run: ScheduledRun | undefined): Promise<void> {
    // By the database's clock: one that is ahead of this process's would else give the same tick again.
    const next = nextRun(due, new Date(Math.max(Date.parse(due.dueAt), Date.parse(due.claimedAt))));
    const em = this.platform.database.forkTenant(null);
    const mine = [due.installationId, due.name, due.claimedUntil];
    const where = 'installation_id = ? and name = ? and claimed_until = ?::timestamptz';
    if (!run || !next) await em.execute(`delete from plugin_schedule where ${where}`, mine);
    else
      await em.execute(
        `update plugin_schedule set claimed_until = null, attempts = 0, next_run_at = greatest(next_run_at, ?), last_run = ?
          where ${where}`,
        [next.toISOString(), JSON.stringify(run), ...mine],
      );
  }

  /** Gives it back, for whoever finds it due, at once or in so many seconds. */
  private async release(due: Claimed, seconds = 0): Promise<void> {
    await this.platform.database.forkTenant(null).execute(
      `update plugin_schedule set claimed_until = now() + make_interval(secs => ?)
          where installation_id = ? and name = ? and claimed_until = ?::timestamptz`,
      [seconds, due.installationId, due.name, due.claimedUntil],
    );
  }
}
