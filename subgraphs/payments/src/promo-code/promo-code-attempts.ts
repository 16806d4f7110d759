import type { Database } from '@ticketbase/subgraph-kit';
import { TooManyPromoCodesError } from './promo-code.errors.ts';

/** Codes that do not hold which one client may give within an hour: many mistypings, and too few to find one. */
const MOST_ATTEMPTS = 20;
const WINDOW = `interval '1 hour'`;

/** The promo codes that one client gives in vain. Codes that hold cost one look, however many share an address. */
export class PromoCodeAttempts {
  private readonly database: Database;
  private readonly clientKey: string | null;

  /** `clientKey`: a keyed hash of who asks; nothing is counted if that is not known. */
  constructor(database: Database, clientKey: string | null) {
    this.database = database;
    this.clientKey = clientKey;
  }

  /** Throws TOO_MANY_PROMO_CODES. Guesses that arrive together pass together, and are all counted. */
  async requireFew(): Promise<void> {
    if (this.clientKey === null) return;
    const [over] = await this.database.forkTenant(null).execute<{ wait: number }[]>(
      `select ceil(extract(epoch from since + ${WINDOW} - now()))::int as wait from promo_code_attempt
        where client_key = ? and attempts >= ? and since > now() - ${WINDOW}`,
      [this.clientKey, MOST_ATTEMPTS],
    );
    if (over) throw new TooManyPromoCodesError(Math.max(1, over.wait));
  }

  /** Counts a code that does not hold. */
  async count(): Promise<void> {
    if (this.clientKey === null) return;
    await this.database.forkTenant(null).execute(
      `insert into promo_code_attempt as a (client_key, attempts, since) values (?, 1, now())
       on conflict (client_key) do update set
         attempts = case when a.since < now() - ${WINDOW} then 1 else a.attempts + 1 end,
         since = case when a.since < now() - ${WINDOW} then now() else a.since end`,
      [this.clientKey],
    );
  }
}

/** Forgets clients whose hour is over. */
export async function forgetPromoCodeAttempts(database: Database): Promise<void> {
  await database.forkTenant(null).execute(
    `delete from promo_code_attempt where client_key in (
       select client_key from promo_code_attempt where since < now() - ${WINDOW} limit 1000 for update skip locked)`,
  );
}
