import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@ticketbase/kernel';
import type { Database, PreparedStatement } from '@ticketbase/subgraph-kit';
import type { Notification } from '../notification/notification.entity.ts';
import { NotificationEntity } from '../notification/notification.entity.ts';
import type { OrganizationDirectory } from '../organization/organization-directory.ts';
import { PreferenceEntity } from '../preference/preference.entity.ts';
import { findTemplate } from '../template/template-catalog.ts';
import { composeMail } from './compose-mail.ts';
import { DeliveryError } from './delivery-error.ts';
import type { InvoiceFiles } from './invoice-files.ts';
import type { Mailer } from './mailer.ts';
import type { TicketFiles } from './ticket-files.ts';

export interface DeliverySchedule {
  /** Messages that one worker hands over side by side. */
  readonly batch: number;
  /** Attempts after which a message has failed. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; four times as many before each further one. */
  readonly firstRetry: number;
  readonly longestRetry: number;
  /** Milliseconds for which a worker has a message for itself; more than handing it over can take. */
  readonly lock: number;
  /** Milliseconds between looks for what has become due. */
  readonly idle: number;
}

/** Ten seconds, then 40, … : about five hours in all. */
const DEFAULT_SCHEDULE: DeliverySchedule = {
  batch: 10,
  attempts: 10,
  firstRetry: 10_000,
  longestRetry: 3_600_000,
  lock: 300_000,
  idle: 2_000,
};

/**
 * Notes what became of an attempt, unless another worker has taken over since; by itself one commit, which is no news for
 * the workers that commits of new messages wake.
 */
const FINISH: PreparedStatement = {
  name: 'finish-attempt',
  text: `
    with tried as (
      update attempt set finished_at = now(), error = $4 where notification_id = $1 and number = $2)
    update notification
       set status = $3, error = $4, locked_until = null,
           payload = case when $3 = 'QUEUED' then payload end,
           attached_tickets = case when $3 = 'QUEUED' then attached_tickets end,
           sent_at = case when $3 = 'SENT' then now() end,
           next_attempt_at = now() + $5 * interval '1 millisecond'
     where id = $1 and attempts = $2 and status = 'SENDING'`,
};

/**
 * Hands queued messages over, in as many processes as there are: each claims rows that no other has
 * (FOR UPDATE SKIP LOCKED), and a claim that outlives its worker is taken over when its lock ends.
 *
 * A message is sent at least once: a worker that dies after the mail server took the mail, and before it noted that,
 * leaves it to be sent again. Both mails have the same Message-ID, by which mail programs tell a repetition.
 */
export class DeliveryWorker {
  private readonly database: Database;
  private readonly mailer: Mailer;
  private readonly directory: OrganizationDirectory;
  private readonly ticketFiles: TicketFiles;
  private readonly invoiceFiles: InvoiceFiles;
  private readonly logger: Logger;
  private readonly schedule: DeliverySchedule;
  private readonly stopping = new AbortController();
  private napping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(parts: {
    database: Database;
    mailer: Mailer;
    directory: OrganizationDirectory;
    ticketFiles: TicketFiles;
    invoiceFiles: InvoiceFiles;
    logger: Logger;
    schedule?: Partial<DeliverySchedule>;
  }) {
    this.database = parts.database;
    this.mailer = parts.mailer;
    this.directory = parts.directory;
    this.ticketFiles = parts.ticketFiles;
    this.invoiceFiles = parts.invoiceFiles;
    this.logger = parts.logger;
    this.schedule = { ...DEFAULT_SCHEDULE, ...parts.schedule };
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Looks for work now rather than after the pause. */
  wake(): void {
    this.napping.abort();
  }

  /** Takes no further messages, and resolves when those in hand are done. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
  }

  /** Hands over what is due, one batch; returns how many messages it took in hand. */
  async deliverDue(): Promise<number> {
    const claimed = await this.claim();
    await Promise.all(claimed.map(notification => this.deliver(notification)));
    return claimed.length;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.napping = new AbortController();
      try {
        if ((await this.deliverDue()) > 0) continue;
      } catch (error) {
        this.logger.error({ err: error }, 'messages could not be taken from the queue');
      }
      const signal = AbortSignal.any([this.napping.signal, this.stopping.signal]);
      await sleep(this.schedule.idle, undefined, { signal }).catch(() => {});
    }
  }

  /** One statement, so that it is atomic without a transaction, whose commit would wake this worker again. */
  private async claim(): Promise<Notification[]> {
    const em = this.database.forkTenant(null);
    // Spans tenants on purpose: each message is delivered for its own.
    const begun = await em.execute<{ id: string }[]>(
      `with claimed as (
         update notification
            set status = 'SENDING', attempts = attempts + 1, locked_until = now() + ? * interval '1 millisecond'
          where id in (
            select id from notification
             where (status = 'QUEUED' and next_attempt_at <= now()) or (status = 'SENDING' and locked_until <= now())
             order by next_attempt_at limit ? for update skip locked)
         returning id, organization_id, attempts)
       insert into attempt (id, organization_id, notification_id, number)
       select gen_random_uuid(), organization_id, id, attempts from claimed
       returning notification_id as id`,
      [this.schedule.lock, this.schedule.batch],
    );
    if (begun.length === 0) return [];
    const ids = begun.map(({ id }) => id);
    return em.find(NotificationEntity, { id: { $in: ids } }, { filters: { tenant: false } });
  }

  private async deliver(notification: Notification): Promise<void> {
    try {
      const outcome = await this.handOver(notification);
      await this.finish(notification, outcome);
    } catch (error) {
      // Its lock ends, and then it is tried again: it is not lost.
      this.logger.error({ err: error, notificationId: notification.id }, 'the outcome of a message was not noted');
    }
  }

  private async handOver(notification: Notification): Promise<'SENT' | 'SUPPRESSED' | DeliveryError> {
    try {
      if (notification.attempts > this.schedule.attempts) throw new DeliveryError('SMTP_UNAVAILABLE', true);
      if (await isUnwanted(this.database, notification)) return 'SUPPRESSED';
      const mail = await composeMail(this.database.driver, this.directory, notification);
      const attachments = [...(await this.ticketFiles.of(notification)), ...(await this.invoiceFiles.of(notification))];
      await this.mailer.send({ ...mail, attachments });
      return 'SENT';
    } catch (error) {
      const failure = error instanceof DeliveryError ? error : new DeliveryError('SMTP_UNAVAILABLE', false, error);
      const { id, attempts } = notification;
      // The cause may quote the mail, and with it a link: its kind and reply code are enough.
      const { code, responseCode } = (failure.cause ?? {}) as { code?: string; responseCode?: number };
      this.logger.warn({ notificationId: id, attempts, error: failure.code, code, responseCode }, 'message not sent');
      return failure;
    }
  }

  private async finish(notification: Notification, outcome: 'SENT' | 'SUPPRESSED' | DeliveryError): Promise<void> {
    const { id, attempts } = notification;
    const error = outcome instanceof DeliveryError ? outcome : undefined;
    const status = error ? this.statusAfter(error, attempts) : (outcome as 'SENT' | 'SUPPRESSED');
    const values = [id, attempts, status, error?.code ?? null, this.pauseAfter(attempts)];
    await this.database.driver.query(FINISH, values);
  }

  private statusAfter({ permanent }: DeliveryError, attempts: number): 'FAILED' | 'QUEUED' {
    return permanent || attempts >= this.schedule.attempts ? 'FAILED' : 'QUEUED';
  }

  private pauseAfter(attempts: number): number {
    return Math.min(this.schedule.firstRetry * 4 ** (attempts - 1), this.schedule.longestRetry);
  }
}

/** True for an announcement to someone who has unsubscribed since it was queued. */
async function isUnwanted(database: Database, { template, recipient, organizationId }: Notification) {
  if (findTemplate(template)?.category !== 'ANNOUNCEMENT') return false;
  const em = database.forkTenant(organizationId ?? null);
  return (await em.count(PreferenceEntity, { recipient: recipient.toLowerCase() })) > 0;
}
