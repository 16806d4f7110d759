import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@ticketbase/kernel';
import type { Database, OneTimeLinks } from '@ticketbase/subgraph-kit';
import { accessCodeLimit } from './access-code/access-code-attempts.ts';
import { completeEvents } from './event/complete-events.ts';
import { expireHolds } from './hold/expire-holds.ts';
import { forgetHolds } from './hold/forget-holds.ts';
import type { TicketFiles } from './ticket-document/ticket-files.ts';
import { mailboxLimit, waitlistLimit } from './waitlist/attempt-limit.ts';
import { closeWaitlists, lapseOffers, offerWhatIsFree } from './waitlist/settle-waitlists.ts';

export interface SweeperParts {
  readonly database: Database;
  readonly exportLinks: OneTimeLinks;
  readonly ticketFiles: TicketFiles;
  readonly logger: Logger;
}

/** Ends holds and offers whose time is up and completes events that are over, every so often. Any number of processes may do so. */
export class Sweeper {
  private readonly parts: SweeperParts;
  private readonly interval: number;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  /** `interval`: milliseconds between two sweeps. */
  constructor(parts: SweeperParts, interval: number) {
    this.parts = parts;
    this.interval = interval;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Waits for the sweep in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** One sweep: everything that is due now, in short transactions. */
  async sweep(): Promise<{ holds: number; events: number }> {
    const holds = await this.drain(em => expireHolds(em));
    const events = await this.drain(em => completeEvents(em));
    for (const settle of [lapseOffers, closeWaitlists, offerWhatIsFree, forgetHolds]) await this.drain(settle);
    for (const limit of [waitlistLimit, mailboxLimit, accessCodeLimit]) await this.drain(em => limit.forget(em));
    await this.parts.exportLinks.sweep();
    await this.parts.ticketFiles.sweep();
    return { holds, events };
  }

  private async drain(pass: (em: ReturnType<Database['forkTenant']>) => Promise<number>): Promise<number> {
    let total = 0;
    while (!this.stopping.signal.aborted) {
      // Spans tenants: the statements name no tenant, and each row says whose it is.
      const count = await this.parts.database.forkTenant(null).transactional(em => pass(em));
      if (count === 0) break;
      total += count;
    }
    return total;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.sweep().catch(error =>
        this.parts.logger.error({ err: error }, 'sweep failed; it will be tried again'),
      );
      await sleep(this.interval, undefined, { signal }).catch(() => {});
    }
  }
}
