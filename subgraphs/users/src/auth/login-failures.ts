import type { EntityManager } from '@mikro-orm/postgresql';
import { hashSecret, networkOf } from '@ticketbase/kernel';
import { AttemptLimit } from '@ticketbase/subgraph-kit';
import { TooManyAttemptsError } from './auth.errors.ts';

/**
 * Wrong passwords that one network may give within an hour, for whichever accounts: more than a house full of people
 * mistypes, and too few to try one password on many accounts, or a list of leaked ones.
 */
export const loginFailureLimit = new AttemptLimit({ table: 'login_failure', most: 200 });

/** Behind a proxy that is not trusted to name its clients, all of them would share one count. */
const THIS_MACHINE = /^(::1$|(::ffff:)?127\.)/;

/**
 * Slows down who guesses at many accounts, each of which is guessed at too seldom to be noticed. An attempt is counted
 * before it is made, so that a hundred at once are a hundred, and taken back if the password was right.
 */
export class LoginFailures {
  private readonly em: EntityManager;
  private readonly client: string | undefined;

  /** `address`: where the request came from, if that is known. */
  constructor(em: EntityManager, address: string | undefined) {
    this.em = em;
    this.client =
      address === undefined || THIS_MACHINE.test(address) ? undefined : hashSecret(`login:${networkOf(address)}`);
  }

  /** Counts an attempt. Throws TOO_MANY_ATTEMPTS if the network has made too many in vain. */
  async begin(): Promise<void> {
    if (this.client === undefined) return;
    const wait = await loginFailureLimit.count(this.em, this.client);
    if (wait !== undefined) throw new TooManyAttemptsError(wait);
  }

  /** The password was right. */
  async forgive(): Promise<void> {
    if (this.client !== undefined) await loginFailureLimit.forgive(this.em, this.client);
  }
}
