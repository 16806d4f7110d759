import { type AnyDomainEvent, type Logger, parseDomainEvent, Viewer } from '@ticketbase/kernel';
import type { FinishedRun, PluginRun } from '../action/plugin-runner.ts';
import { keepLog } from '../action/plugin-runner.ts';
import { createServices, type PluginsPlatform } from '../context.ts';
import { PluginInstallationEntity } from '../installation/installation.entity.ts';

/** Deliveries in hand at once, in this process. */
const BATCH = 10;
const ATTEMPTS = 6;
/** Milliseconds between looks at the queue, when no commit in this process says that there is something. */
const POLL = 2_000;
/** Seconds for which a claimed delivery is this process's; longer than a run may take. */
const LEASE = 60;
/** Seconds to the second attempt; each further one waits four times as long. */
const BACKOFF = 5;

interface Claimed {
  readonly id: string;
  readonly organizationId: string;
  readonly installationId: string;
  readonly event: unknown;
  readonly attempts: number;
}

/** Runs the hooks of plugins for the events that wait for them. Any number of processes may share the queue. */
export class HookWorker {
  private readonly platform: PluginsPlatform;
  private readonly logger: Logger;
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private again = false;
  private stopped = true;

  constructor(platform: PluginsPlatform, logger: Logger) {
    this.platform = platform;
    this.logger = logger;
  }

  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => this.wake(), POLL);
    this.timer.unref();
    this.wake();
  }

  /** Takes nothing new, and waits for what is in hand. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.working;
  }

  /** Looks at the queue now, or again after the look in progress. */
  wake(): void {
    if (this.stopped) return;
    this.again = true;
    this.working ??= this.work().finally(() => {
      this.working = undefined;
    });
  }

  private async work(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        const claimed = await this.claim();
        await Promise.all(claimed.map(delivery => this.deliver(delivery)));
        if (claimed.length === BATCH) this.again = true;
      } catch (error) {
        this.logger.error({ err: error }, 'hooks not delivered');
      }
    }
  }

  // Spans tenants: the queue is the server's own; each delivery is handled in its tenant.
  private claim(): Promise<Claimed[]> {
    return this.platform.database.forkTenant(null).execute<Claimed[]>(
      `update hook_delivery set attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => ?)
        where id in (select id from hook_delivery where next_attempt_at <= now()
                      order by next_attempt_at, id limit ? for update skip locked)
        returning id, organization_id as "organizationId", installation_id as "installationId", event, attempts`,
      [LEASE, BATCH],
    );
  }

  private async deliver(delivery: Claimed): Promise<void> {
    try {
      const finished = await this.run(delivery, parseDomainEvent(delivery.event));
      if (!finished || finished.result.ok || delivery.attempts >= ATTEMPTS) await this.drop(delivery);
      else await this.retry(delivery);
    } catch (error) {
      this.logger.error({ err: error, installationId: delivery.installationId }, 'hook not run');
      await (delivery.attempts >= ATTEMPTS ? this.drop(delivery) : this.retry(delivery));
    }
  }

  /** The finished run; undefined if there is nothing to run any more. */
  private async run(delivery: Claimed, event: AnyDomainEvent): Promise<FinishedRun | undefined> {
    const { organizationId, installationId } = delivery;
    const viewer = Viewer.service('plugins', organizationId);
    const em = this.platform.database.forkTenant(organizationId);
    const where = { id: installationId, enabled: true, uninstalledAt: null };
    const installation = await em.findOne(PluginInstallationEntity, where);
    if (!installation) return undefined;
    const services = createServices(this.platform, { query: '', viewer, requestId: event.requestId });
    const code = await services.plugins.code(installation.versionId);
    if (!(code.manifest.hooks as readonly string[]).includes(event.name)) return undefined;
    const configuration = await services.configurations.openComplete(installation);
    const { id, name, version, occurredAt, payload, requestId } = event;
    const params = { id, name, version, organizationId, occurredAt, payload };
    const run: PluginRun = { installation, code, configuration, kind: 'hook', name, params, requestId };
    const finished = await this.platform.runner.run(run);
    await keepLog(em, run, finished);
    return finished;
  }

  private async drop({ id }: Claimed): Promise<void> {
    await this.platform.database.forkTenant(null).execute('delete from hook_delivery where id = ?', [id]);
  }

  private async retry({ id, attempts }: Claimed): Promise<void> {
    const seconds = BACKOFF * 4 ** (attempts - 1);
    await this.platform.database
      .forkTenant(null)
      .execute('update hook_delivery set next_attempt_at = now() + make_interval(secs => ?) where id = ?', [
        seconds,
        id,
      ]);
  }
}
